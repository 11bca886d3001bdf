import { hexOf, rgbOf } from './contrast.ts';

/** What the element paints with where nothing is chosen: as its preset and its theme have it. */
export interface Taken {
  accent: string;
  surface: string;
  radius: number;
  gap: number;
}

export const USUAL: Taken = { accent: '#007755', surface: '#fffdf9', radius: 20, gap: 16 };

/** Measured inside the element; as usual, where it shows nothing yet. */
export function takenBy(element: HTMLElement | null): Taken {
  const inside = element?.shadowRoot?.querySelector('.inside, hatched-egg, .status');
  if (!inside) return USUAL;
  const probe = document.createElement('i');
  probe.style.position = 'absolute';
  inside.append(probe);
  const colorOf = (name: string) => {
    probe.style.color = `var(${name})`;
    return hexOf(rgbOf(getComputedStyle(probe).color));
  };
  const pixelsOf = (name: string) => {
    probe.style.inlineSize = `var(${name})`;
    return Math.round(parseFloat(getComputedStyle(probe).inlineSize));
  };
  const taken = {
    accent: colorOf('--accent'),
    surface: colorOf('--surface'),
    radius: pixelsOf('--radius'),
    gap: pixelsOf('--gap'),
  };
  probe.remove();
  return taken;
}
