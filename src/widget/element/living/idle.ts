import type { LitElement, ReactiveController } from 'lit';
import { movesFreely } from '../../look/motion.ts';

const AWAKE_MS = 5_000;
const BREATH_MS = 2_500;

/**
 * The picture's life when nothing happens: it breathes twice and blinks, then stands still until something happens, the
 * pointer comes near or the keyboard arrives. Only transforms and opacity of ready layers: nothing is drawn anew.
 */
export class Idle implements ReactiveController {
  readonly #host: LitElement;
  #running: Animation[] = [];

  constructor(host: LitElement) {
    this.#host = host;
    for (const type of ['pointerenter', 'focusin']) host.addEventListener(type, this.wake);
  }

  hostDisconnected(): void {
    this.rest();
  }

  rest(): void {
    for (const animation of this.#running) animation.cancel();
    this.#running = [];
  }

  readonly wake = (): void => {
    const root = this.#host.renderRoot;
    const figure = root.querySelector<HTMLElement>('.figure');
    if (!figure || !movesFreely() || !isInView(figure)) return;
    if (this.#running.some((animation) => animation.playState === 'running')) return;
    const breath = { transform: ['none', 'scale(0.994, 1.016)', 'none'], easing: 'ease-in-out' };
    this.#running = [figure.animate(breath, { duration: BREATH_MS, iterations: AWAKE_MS / BREATH_MS })];
    const lids = root.querySelector('.blink');
    if (lids) this.#running.push(lids.animate(blinks(), AWAKE_MS));
  };
}

/** Once, and a while later twice. */
function blinks(): Keyframe[] {
  const shut = [0.16, 0.62, 0.68];
  const frames = shut.flatMap((at) => [
    { offset: at, opacity: 1, easing: 'steps(1)' },
    { offset: at + 0.026, opacity: 0, easing: 'steps(1)' },
  ]);
  return [{ offset: 0, opacity: 0, easing: 'steps(1)' }, ...frames, { offset: 1, opacity: 0 }];
}

function isInView(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
