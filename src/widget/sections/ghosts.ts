import { html } from 'lit';

/** Shapes of what is not here, as many as any section has room for. */
export const ghosts = html`<ul class="list ghosts" aria-hidden="true">
  <li></li>
  <li></li>
  <li></li>
  <li></li>
  <li></li>
  <li></li>
</ul>`;
