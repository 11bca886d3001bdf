import { html, nothing, type TemplateResult } from 'lit';
import type { Strings } from '../../i18n/strings.ts';
import type { BuddyImage } from '../../../contract/buddy/state.ts';

/** The buddy in the shop, in what is tried on. */
export function fitting(picture: BuddyImage | null, urlOf: (path: string) => string, strings: Strings): TemplateResult {
  if (!picture) return html`<div class="fitting"></div>`;
  const { url, figure_url: figure, scene_url: scene, alt, width, height } = picture;
  return html`<div class="fitting" role="group" aria-label=${strings.t('fitting')}>
    ${scene ? html`<img class="scene" src=${urlOf(scene)} alt="" />` : nothing}
    <img
      class=${figure ? 'figure' : 'figure whole'}
      src=${urlOf(figure ?? url)}
      alt=${alt}
      width=${width}
      height=${height}
    />
  </div>`;
}
