import { drawPng } from './rasterise/rasterise.ts';

const MOST_KEPT = 64;

export interface PngMaker {
  /** Whether it is at hand, or being drawn. */
  has(name: string, width: number): boolean;
  /** The picture as PNG, that many pixels wide. `name` says which it is: the same picture is drawn once. */
  png(name: string, svg: string, width: number): Promise<Buffer>;
}

/** Turns pictures into PNG and keeps the last ones. */
export function createPngMaker(): PngMaker {
  const kept = new Map<string, Promise<Buffer>>();
  const keyOf = (name: string, width: number) => `${name} ${width}`;
  return {
    has: (name, width) => kept.has(keyOf(name, width)),
    png(name, svg, width) {
      const key = keyOf(name, width);
      const drawn = kept.get(key) ?? drawPng(svg, width);
      kept.delete(key);
      kept.set(key, drawn);
      drawn.catch(() => kept.delete(key));
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
      return drawn;
    },
  };
}
