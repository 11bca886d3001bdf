import { CANVAS } from '../contract/buddy/art.ts';

interface DocumentSize {
  box?: string;
  width?: number;
  height?: number;
}

/** An SVG document. Nothing in it moves: an animated picture in a page is drawn anew for every frame, seen or not. */
export function svgDocument(inside: string, { width = CANVAS, height = width, box }: DocumentSize = {}): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box ?? `0 0 ${width} ${height}`}" width="${width}" height="${height}">${inside}</svg>`;
}
