import { type CSSResult, unsafeCSS } from 'lit';

/** Lit's tag for style sheets, without its check of what is put in: here that is sheets and constants of our own. */
export const css = (raw: TemplateStringsArray, ...values: CSSResult[]): CSSResult =>
  unsafeCSS(String.raw({ raw }, ...values));
