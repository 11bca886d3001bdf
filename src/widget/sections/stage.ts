import { html, nothing, type TemplateResult } from 'lit';
import type { WidgetState } from '../../contract/buddy/state.ts';
import type { Picture, View } from '../element/view.ts';
import type { Strings } from '../i18n/strings.ts';
import { SOMEBODY } from '../look/icons.ts';

/** The picture, the name, how far it is to the next stage, and what today is good for. */
export function stage(state: WidgetState, strings: Strings, view: View): TemplateResult {
  const { buddy } = state;
  const { more } = view;
  return html`<div class="picture ${buddy.appearance.status} ${more?.isEvening(state) ? 'evening' : ''}">
      ${
        view.picture
          ? frame(view.picture, state)
          : html`<svg class="nobody" viewBox="12 8 72 82" aria-hidden="true"><path d=${SOMEBODY} /></svg>`
      }
    </div>
    <div class="who">
      <b
        class="label"
        part="name"
        dir="auto"
        role="heading"
        aria-level=${view.headingLevel}
        .textContent=${buddy.name}
      ></b>
      <span class="label soft" dir="auto">${buddy.stage.label}</span>
    </div>
    <div class="growth">${more?.growth(state, strings, view)}</div>
    <div class="today">${more?.today(state, strings, view)}</div>`;
}

/** Scene and figure; a picture without parts is framed whole, like a photograph. */
function frame({ scene, figure, blink }: Picture, { buddy, equipped }: WidgetState): TemplateResult {
  const { alt, width, height } = buddy.image!;
  const photo = !scene && equipped.some(({ category }) => category === 'background');
  return html`${scene ? html`<img class="scene" src=${scene} alt="" width="1024" height="640" />` : nothing}
    <div class="figure stage${buddy.stage.number} ${photo ? 'photo' : ''}">
      <img part="image" src=${figure} alt=${alt} width=${width} height=${height} />
      ${blink ? html`<img class="blink" src=${blink} alt="" width=${width} height=${height} />` : nothing}
    </div>`;
}
