import type { SeatState } from '../../contract/buddy/state.ts';
import type { Strings } from '../i18n/strings.ts';
import { movesFreely } from '../look/motion.ts';

const COUNT_MS = 700;

/** The number of a purse that is another now. */
interface ChangedNumber {
  element: HTMLElement;
  /** `coin`, or the token's key. */
  key: string;
  had: number;
  has: number;
}

/** Lets the numbers of a wallet run from what they were to what they are. */
export function countUp(root: ParentNode, before: SeatState, after: SeatState, strings: Strings): void {
  if (!movesFreely()) return;
  for (const { element, had, has } of changedNumbers(root, before, after)) {
    run(element, had, has, (value) => strings.number(value, true));
  }
}

export function changedNumbers(root: ParentNode, before: SeatState, after: SeatState): ChangedNumber[] {
  const [from, to] = [amounts(before), amounts(after)];
  return [...root.querySelectorAll<HTMLElement>('[data-key]')]
    .map((element) => {
      const key = element.dataset['key']!;
      return { element, key, had: from.get(key) ?? 0, has: to.get(key) ?? 0 };
    })
    .filter(({ had, has }) => had !== has);
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
