import type { SeatState } from '../../contract/buddy/state.ts';
import type { StreakMilestoneEvent } from '../events/changes.ts';
import type { Strings } from '../i18n/strings.ts';
import { animate } from '../look/motion.ts';
import { addPicture, boxIn, cover, over, removeAfter } from './layer.ts';
import { adopt } from './styles.ts';
import { stageCeremonyStyles } from './stage-ceremonies.styles.ts';

const DAYS = 7;
const HELD_MS = 2_500;

/** A numeral that rolls to the number reached, over the week that fills day by day: on the floor of the picture, never on a face. */
export async function celebrateMilestone(
  layer: HTMLElement,
  picture: Element,
  { streak, milestone }: StreakMilestoneEvent,
  tile: Element | undefined,
  strings: Strings,
): Promise<void> {
  adopt(layer, stageCeremonyStyles);
  // The way to the milestone stays full while it is celebrated; then the way to the next begins.
  const full = { strokeDasharray: ['100 101', '100 101'] };
  animate(tile?.querySelector('.ring rect + rect'), full, { duration: HELD_MS });
  const stage = cover(layer, 'milestone', stageBox(layer, picture));
  const numeral = child(stage, 'numeral');
  for (const n of [milestone - 1, milestone]) child(numeral, 'digit').textContent = strings.number(n);
  const words = child(stage, 'words');
  words.textContent = strings.t(streak.period, { n: milestone });
  words.dir = 'auto';
  const week = child(stage, 'week');
  const days = Array.from({ length: Math.min(DAYS, milestone) }, () => child(week, 'day'));
  const shown = animate(stage, { opacity: [0, 1] }, { duration: 200, fill: 'both' });
  for (const digit of numeral.children) {
    animate(
      digit,
      { translate: ['0 0', '0 -100%'] },
      { duration: 600, delay: 350, fill: 'both', easing: 'cubic-bezier(.3,1.4,.5,1)' },
    );
  }
  days.forEach((day, index) =>
    animate(
      day,
      { opacity: [0.25, 1], scale: [0.6, 1.25, 1] },
      { duration: 320, delay: 300 + index * 140, fill: 'both' },
    ),
  );
  await over(shown);
  await removeAfter(
    animate(
      stage,
      { opacity: [1, 1, 0], offset: [0, 0.9, 1] },
      { duration: HELD_MS, fill: 'forwards', easing: 'linear' },
    ),
    stage,
  );
}

/** The old form becomes a shape of light, and the new one steps out of it. */
export async function celebrateEvolution(
  layer: HTMLElement,
  picture: Element,
  oldPicture: string,
  before: SeatState,
  after: SeatState,
): Promise<void> {
  adopt(layer, stageCeremonyStyles);
  const box = boxIn(layer, picture);
  const stage = cover(layer, 'evolution', box);
  const old = addPicture(stage, oldPicture);
  const light = child(stage, 'light');
  const chip = child(stage, 'stages');
  for (const [state, name] of [
    [before, 'was'],
    [after, 'is'],
  ] as const) {
    const label = child(chip, name);
    label.textContent = state.buddy?.stage.label ?? '';
    label.dir = 'auto';
  }
  animate(picture, { opacity: [0, 0, 1] }, { duration: 1500, easing: 'linear' });
  animate(
    old,
    { filter: ['none', 'brightness(0) opacity(.8)', 'brightness(3) opacity(0)'], scale: [1, 1.04, 1.16] },
    { duration: 1500, fill: 'forwards' },
  );
  animate(light, { scale: [0, 0.5, 1.5], opacity: [0, 0.9, 0] }, { duration: 1700, fill: 'forwards' });
  animate(picture, { transform: ['scale(.9)', 'scale(1.05)', 'none'] }, { duration: 700, delay: 1300 });
  await removeAfter(
    animate(
      chip,
      { opacity: [0, 1, 1, 0], offset: [0, 0.15, 0.9, 1] },
      { duration: HELD_MS, fill: 'both', easing: 'linear' },
    ),
    stage,
  );
}

/** The frame that the picture stands in, else the picture itself. */
function stageBox(layer: Element, picture: Element): DOMRect {
  return boxIn(layer, picture.closest('.picture') ?? picture);
}

function child(parent: Element, className: string): HTMLElement {
  const made = document.createElement('span');
  made.className = className;
  parent.append(made);
  return made;
}
