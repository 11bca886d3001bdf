import type { Setup } from '../page/setup.ts';

/* How large things are on the canvas: whatever width is wanted is shown, smaller where there is no room. */

export interface Room {
  width: number;
  height: number;
}

/** Beside the element: as a stage has it. */
const MARGIN = 64;
const NORMAL_WIDTH = 360;
const LEAST_WIDTH = 160;
/** With its frame, and what a stage keeps free around it. */
const PHONE: Room = { width: 376 + MARGIN, height: 680 + 48 };
/** Two columns: xs, sm and md; lg and full. */
const SIZES: Room = { width: 380 + 28 + 760 + MARGIN, height: 0 };
/** Where scenes are in one column. */
const NARROW = 600;

/** Of one of the two stages, where light and dark are side by side; the sizes stand below each other. */
const stageIn = ({ theme, scene }: Setup, { width, height }: Room): Room => ({
  width: width / (theme === 'both' && scene !== 'sizes' ? 2 : 1),
  height,
});

export const isNarrow = (setup: Setup, room: Room): boolean => stageIn(setup, room).width < NARROW;

/** Of the element: as it was chosen; else as wide as is usual, or as there is room. */
export function widthIn(setup: Setup, room: Room): number {
  const free = stageIn(setup, room).width - MARGIN;
  return setup.width ?? Math.round(Math.max(LEAST_WIDTH, Math.min(NORMAL_WIDTH, free)));
}

/** What the canvas is scaled by. */
export function zoomIn(setup: Setup, room: Room): number {
  const stage = stageIn(setup, room);
  const wanted: Partial<Record<Setup['scene'], Room>> = {
    alone: { width: widthIn(setup, room) + MARGIN, height: 0 },
    phone: PHONE,
    ...(!isNarrow(setup, room) && { sizes: SIZES }),
  };
  const { width, height } = wanted[setup.scene] ?? { width: 0, height: 0 };
  return setup.zoom * Math.min(1, stage.width / width, height === 0 ? 1 : stage.height / height);
}
