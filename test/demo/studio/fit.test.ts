import { expect, test } from 'vitest';
import { isNarrow, widthIn, zoomIn } from '../../../demo/studio/canvas/fit.ts';
import { SCENES, type Setup, START } from '../../../demo/studio/page/setup.ts';

/** The canvas of a window of 1280 × 800, and of a phone. */
const [DESK, PHONE] = [
  { width: 640, height: 669 },
  { width: 360, height: 489 },
];
const setup = (change: Partial<Setup>): Setup => ({ ...START, ...change });

test('a width that is chosen is shown, whatever room there is', () => {
  for (const width of [200, 480, 1200]) {
    for (const room of [DESK, PHONE]) {
      const wide = setup({ width });
      expect(widthIn(wide, room)).toBe(width);
      expect(zoomIn(wide, room) * (width + 64)).toBeLessThanOrEqual(room.width + 1e-9);
    }
  }
  expect(zoomIn(setup({ width: 480 }), DESK)).toBe(1);
});

test('where none is chosen it is the usual one, or what there is room for, in real size', () => {
  expect([widthIn(START, DESK), widthIn(START, PHONE), widthIn(setup({ theme: 'both' }), DESK)]).toEqual([
    360, 296, 256,
  ]);
  for (const room of [DESK, PHONE]) expect(zoomIn(START, room)).toBe(1);
  expect(widthIn(START, { width: 100, height: 100 })).toBe(160);
});

test('the phone fits whole, and all sizes fit side by side', () => {
  expect(zoomIn(setup({ scene: 'phone' }), DESK) * 728).toBeLessThanOrEqual(669);
  expect(zoomIn(setup({ scene: 'phone', theme: 'both' }), DESK) * 440).toBeLessThanOrEqual(320);
  expect(zoomIn(setup({ scene: 'sizes' }), DESK)).toBeCloseTo(640 / 1232);
  // Below each other, where there is little room: in real size.
  expect(zoomIn(setup({ scene: 'sizes' }), PHONE)).toBe(1);
});

test('what is zoomed is zoomed from there', () => {
  for (const scene of SCENES) {
    const at = (zoom: number) => zoomIn(setup({ scene, zoom, width: 1200 }), DESK);
    expect(at(2)).toBeCloseTo(at(1) * 2);
  }
});

test('side by side there is one column', () => {
  expect([isNarrow(START, DESK), isNarrow(setup({ theme: 'both' }), DESK), isNarrow(START, PHONE)]).toEqual([
    false,
    true,
    true,
  ]);
});
