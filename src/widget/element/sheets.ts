import type { CSSResult, LitElement } from 'lit';

/** What an element got after its own styles. */
const added = new WeakMap<LitElement, CSSResult[]>();

/** More styles for one element; twice is once. */
export function addStyles(host: LitElement, ...styles: CSSResult[]): void {
  const before = added.get(host) ?? [];
  added.set(host, [...before, ...styles.filter((style) => !before.includes(style))]);
  restyle(host);
}

/** A style sheet belongs to the document it was made in: an element that moves to another one loses its sheets. */
export function restyle(host: LitElement): void {
  const { elementStyles } = host.constructor as typeof LitElement;
  const { ownerDocument, shadowRoot } = host;
  const sheetOf = (style: CSSResult): CSSStyleSheet[] => {
    if (ownerDocument === document) return [style.styleSheet!];
    const view = ownerDocument.defaultView as (Window & typeof globalThis) | null;
    if (!view) return [];
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(style.cssText);
    return [sheet];
  };
  if (!shadowRoot) return;
  shadowRoot.adoptedStyleSheets = [...(elementStyles as CSSResult[]), ...(added.get(host) ?? [])].flatMap(sheetOf);
}

/** Takes styles away again. */
export function removeStyles(host: LitElement, styles: CSSResult): void {
  added.set(
    host,
    (added.get(host) ?? []).filter((one) => one !== styles),
  );
  restyle(host);
}
