import type { CSSResult, LitElement } from 'lit';

/** The style sheets that an element got after its own. */
const added = new WeakMap<LitElement, CSSResult[]>();
/** Its theme, which comes last, whenever it comes. */
const looks = new WeakMap<LitElement, CSSResult | undefined>();

/** More styles for one element; twice is once. */
export function addStyles(host: LitElement, ...styles: CSSResult[]): void {
  const before = added.get(host) ?? [];
  added.set(host, [...before, ...styles.filter((style) => !before.includes(style))]);
  restyle(host);
}

/** Another theme, or none. */
export function setLook(host: LitElement, look: CSSResult | undefined): void {
  looks.set(host, look);
  restyle(host);
}

/** A style sheet belongs to the document it was made in: an element that moves to another one loses its sheets. */
export function restyle(host: LitElement): void {
  const { elementStyles } = host.constructor as typeof LitElement;
  const { ownerDocument, shadowRoot } = host;
  const sheetOf = (style: CSSResult | undefined): CSSStyleSheet[] => {
    if (!style) return [];
    if (ownerDocument === document) return [style.styleSheet!];
    const view = ownerDocument.defaultView as (Window & typeof globalThis) | null;
    if (!view) return [];
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(style.cssText);
    return [sheet];
  };
  if (!shadowRoot) return;
  const styles = [...(elementStyles as CSSResult[]), ...(added.get(host) ?? []), looks.get(host)];
  shadowRoot.adoptedStyleSheets = styles.flatMap(sheetOf);
}
