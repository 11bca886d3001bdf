import type { SeatState } from '../../contract/buddy/state.ts';
import type { Strings } from '../i18n/strings.ts';
import { animate, movesFreely } from '../look/motion.ts';
import { changedNumbers } from './count-up.ts';
import { boxIn, layerOf, middle, put, removeAfter } from './layer.ts';
import { fly } from './particles.ts';

/** What was earned flies from the picture into its purse, which says how much it was. */
export function showGains(root: ShadowRoot, before: SeatState, after: SeatState, strings: Strings): void {
  if (!movesFreely()) return;
  for (const { element, key, had, has } of changedNumbers(root, before, after)) {
    if (has < had) continue;
    const token = after.tokens.find((one) => one.token_key === key);
    void gain(root, element, token ? token.icon : 'coin', `+${strings.number(has - had, true)}`);
  }
}

async function gain(root: ShadowRoot, number: HTMLElement, drawing: string | null, text: string): Promise<void> {
  const layer = layerOf(root);
  const source = root.querySelector('[part=image]');
  const purse = number.closest<HTMLElement>('.purse') ?? number;
  const box = boxIn(layer, purse);
  // A purse that is scrolled out of its row is no place to fly to.
  if (box.width === 0) return;
  const to = middle(box);
  const words = put(layer, 'gain', { x: to.x, y: box.y });
  words.textContent = text;
  const rise = { opacity: [0, 1, 1, 0], translate: ['-50% 0', '-50% -60%', '-50% -100%', '-50% -130%'] };
  void removeAfter(animate(words, rise, { duration: 1600 }), words);
  if (source) await fly(layer, drawing, middle(boxIn(layer, source)), to);
  animate(purse, { scale: [1, 1.12, 1] }, { duration: 320 });
}
