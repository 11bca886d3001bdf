import { render } from 'lit';
import { icon } from '../look/icons.ts';
import { animate } from '../look/motion.ts';
import { type LayerPoint, put, removeAfter } from './layer.ts';

/** Bright on every scene, and one of the page's own. */
const COLORS = ['#ffc233', '#ff6f61', '#3fa9f5', '#a97bff', 'var(--accent)'];
/** Bursts that reach farther are of a whole picture. */
const LARGE = 100;
const COINS = 6;
const FLIGHT_MS = 620;

/** A burst of confetti: squares, strips and dots, gone after a second. A large one leaves its middle free, where a face is. */
export function burst(layer: Element, at: LayerPoint, pieces: number, reach: number): void {
  for (let index = 0; index < pieces; index++) {
    const piece = put(layer, `confetti kind-${index % 3}`, at);
    piece.style.background = COLORS[index % COLORS.length]!;
    const angle = ((index + Math.random()) / pieces) * 2 * Math.PI;
    const far = reach * (0.55 + Math.random() * 0.55);
    const [x, y] = [Math.cos(angle) * far, Math.sin(angle) * far * 0.8];
    const turn = (Math.random() - 0.5) * 720;
    const frames = {
      translate: [
        reach > LARGE ? `${x * 0.75}px ${y * 0.75}px` : '0 0',
        `${x}px ${y}px`,
        `${x * 1.1}px ${y + reach * 0.4}px`,
      ],
      rotate: ['0deg', `${turn}deg`, `${turn * 1.3}deg`],
      scale: [0.3, 1, 0.7],
      opacity: [0, 1, 1, 0],
    };
    void removeAfter(animate(piece, frames, { duration: 900 + Math.random() * 600 }), piece);
  }
}

/** Drawings fly in arcs from one place to another; resolves when the first has arrived. */
export async function fly(
  layer: Element,
  drawing: string | null,
  from: LayerPoint,
  to: LayerPoint,
  label = '',
): Promise<void> {
  const flights = Array.from({ length: COINS }, (_, index) => {
    const piece = put(layer, 'flying', from);
    render(icon(drawing, label), piece);
    const [x, y] = [to.x - from.x, to.y - from.y];
    const lift = 36 + Math.random() * 40;
    const side = (index - COINS / 2) * 14;
    const frames = {
      translate: ['0 0', `${x * 0.35 + side}px ${y * 0.35 - lift}px`, `${x}px ${y}px`],
      scale: [0.5, 1.15, 0.7],
      opacity: [0, 1, 1, 0.2],
    };
    const flight = animate(piece, frames, {
      duration: FLIGHT_MS,
      delay: index * 70,
      fill: 'backwards',
      easing: 'ease-in-out',
    });
    return removeAfter(flight, piece);
  });
  await flights[0];
}
