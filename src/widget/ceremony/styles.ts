import type { CSSResult } from 'lit';

/** Gives a root the styles of a chunk that comes later; twice is once. */
export function adopt(element: Element, { styleSheet }: CSSResult): void {
  const root = element.getRootNode() as ShadowRoot;
  if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);
}
