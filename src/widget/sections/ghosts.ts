import { html, type TemplateResult } from 'lit';

/** Shapes of what is not here. */
export function ghosts(count: number): TemplateResult {
  return html`<ul class="list ghosts" aria-hidden="true">
    ${[...Array(count).keys()].map(() => html`<li></li>`)}
  </ul>`;
}
