import type { SeatState } from '../../contract/state.ts';
import type { Strings } from '../i18n/strings.ts';
import { animate, movesFreely } from '../look/motion.ts';
import { boxIn, middle, put, removeAfter } from './layer.ts';
import { fly } from './particles.ts';

const COUNT_MS = 700;

/** Where the gains of a wallet fly: the layer, and what they come from. */
export interface Gains {
  layer: Element;
  source: Element | null;
}

/**
 * Lets the numbers of a wallet run from what they were to what they are. With `gains`, what was earned flies into its
 * purse first, and says how much it was.
 */
export function countUp(
  root: ParentNode,
  before: SeatState,
  after: SeatState,
  strings: Strings,
  gains: Gains | null,
): void {
  if (!movesFreely()) return;
  const [from, to] = [amounts(before), amounts(after)];
  for (const number of root.querySelectorAll<HTMLElement>('[data-key]')) {
    const key = number.dataset['key']!;
    const [had, has] = [from.get(key) ?? 0, to.get(key) ?? 0];
    if (had === has) continue;
    const write = (value: number) => strings.number(value, true);
    const token = after.tokens.find((one) => one.token_key === key);
    if (has > had && gains)
      void gain(number, { drawing: token ? token.icon : 'coin', text: `+${write(has - had)}` }, gains);
    run(number, had, has, write);
  }
}

function amounts({ buddy, tokens }: SeatState): Map<string, number> {
  return new Map([['coin', buddy?.coins ?? 0], ...tokens.map((token) => [token.token_key, token.balance] as const)]);
}

function run(number: HTMLElement, from: number, to: number, write: (value: number) => string): void {
  const begin = performance.now();
  const step = () => {
    const way = Math.min(1, (performance.now() - begin) / COUNT_MS);
    number.textContent = write(way < 1 ? Math.round(from + (to - from) * (1 - (1 - way) ** 3)) : to);
    if (way < 1 && number.isConnected) requestAnimationFrame(step);
  };
  step();
}

async function gain(
  number: HTMLElement,
  { drawing, text }: { drawing: string | null; text: string },
  { layer, source }: Gains,
) {
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
