import type { WidgetState } from '../../contract/state.ts';
import type { Strings } from '../i18n/strings.ts';
import { removeAfter } from './celebrate.ts';
import { animate, movesFreely } from '../look/motion.ts';

const COUNT_MS = 700;

/** Lets the numbers of a wallet run from what they were to what they are, and says by how much they grew. */
export function countUp(root: ParentNode, before: WidgetState, after: WidgetState, strings: Strings): void {
  if (!movesFreely()) return;
  const [from, to] = [amounts(before), amounts(after)];
  for (const element of root.querySelectorAll<HTMLElement>('[data-key]')) {
    const key = element.dataset['key']!;
    run(element, from.get(key) ?? 0, to.get(key) ?? 0, (value) => strings.number(value, true));
  }
}

function amounts({ buddy, tokens }: WidgetState): Map<string, number> {
  return new Map([['coin', buddy.coins], ...tokens.map((token) => [token.token_key, token.balance] as const)]);
}

function run(element: HTMLElement, from: number, to: number, write: (value: number) => string): void {
  if (from === to) return;
  if (to > from) float(element, `+${write(to - from)}`);
  const begin = performance.now();
  const step = () => {
    const way = Math.min(1, (performance.now() - begin) / COUNT_MS);
    element.textContent = write(way < 1 ? Math.round(from + (to - from) * (1 - (1 - way) ** 3)) : to);
    if (way < 1 && element.isConnected) requestAnimationFrame(step);
  };
  step();
}

/** The gain rises from the number and fades. */
function float(number: HTMLElement, text: string): void {
  const gain = document.createElement('span');
  gain.className = 'gain';
  gain.textContent = text;
  number.after(gain);
  const rise = { opacity: [0, 1, 1, 0], translate: ['0 4px', '0 -8px', '0 -14px', '0 -20px'] };
  removeAfter(animate(gain, rise, { duration: 1400 }), gain);
}
