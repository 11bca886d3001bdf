import { html, nothing, type TemplateResult } from 'lit';
import type { WidgetState } from '../../contract/state.ts';
import type { Strings } from '../i18n/strings.ts';
import type { View } from '../element/view.ts';

/** The picture, the name and how far it has grown. */
export function stage(
  { buddy, evolution, equipped }: WidgetState,
  strings: Strings,
  { picture }: View,
): TemplateResult {
  const { name, image, appearance, stage } = buddy;
  const { number, of } = stage;
  const scenery = equipped.some(({ category }) => category === 'background');
  const pip = (index: number) =>
    html`<i class=${index < number ? 'on' : index === number && evolution.ready ? 'next' : ''}></i>`;
  return html`<div class="picture ${appearance.status}">
      ${
        image
          ? html`<img class="glow" src=${picture} alt="" ?hidden=${!scenery} />
              <img part="image" src=${picture} alt=${image.alt} width=${image.width} height=${image.height} />`
          : nothing
      }
    </div>
    <div class="who">
      <b class="label" part="name" dir="auto">${name}</b>
      <span class="label soft" dir="auto">${stage.label}</span>
      <span class="pips" role="img" aria-label=${strings.t('countOf', { n: number, of })}
        >${[...Array(of).keys()].map(pip)}</span
      >
    </div>`;
}
