import { html } from 'lit';

/** Shapes of what is not here, as many as any section shows: the styles hide what another has not. */
export const ghosts = html`<ul class="list ghosts" aria-hidden="true">
  <li></li>
  <li></li>
  <li></li>
  <li></li>
  <li></li>
  <li></li>
</ul>`;
