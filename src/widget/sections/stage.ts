import { html, nothing, type TemplateResult } from 'lit';
import type { Requirement, WidgetState } from '../../contract/state.ts';
import type { Picture, View } from '../element/view.ts';
import type { Strings } from '../i18n/strings.ts';
import { SOMEBODY } from '../look/icons.ts';
import { bar } from './pieces.ts';

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
      <b class="label" part="name" dir="auto" role="heading" aria-level=${view.headingLevel}>${buddy.name}</b>
      <span class="label soft" dir="auto">${buddy.stage.label}</span>
    </div>
    ${growth(state, strings, view)}
    <div class="today">${more?.today(state, strings, view)}</div>`;
}

/** Scene and figure; of a picture that is one, the whole stands in the frame like a photograph. */
function frame({ scene, figure, blink }: Picture, { buddy, equipped }: WidgetState): TemplateResult {
  const { alt, width, height } = buddy.image!;
  const photo = !scene && equipped.some(({ category }) => category === 'background');
  return html`${scene ? html`<img class="scene" src=${scene} alt="" width="1024" height="640" />` : nothing}
    <div class="figure stage${buddy.stage.number} ${photo ? 'photo' : ''}">
      <img part="image" src=${figure} alt=${alt} width=${width} height=${height} />
      ${blink ? html`<img class="blink" src=${blink} alt="" width=${width} height=${height} />` : nothing}
    </div>`;
}

/** The way to the next stage as a bar, and the stages as steps. */
export function growth({ buddy, evolution }: WidgetState, strings: Strings, { picture }: View): TemplateResult {
  const { number, of } = buddy.stage;
  const { progress, next_label: next, next_stage: nextStage, ready } = evolution;
  // What is furthest from its target is what keeps the buddy from growing.
  const way = progress?.toSorted((a, b) => a.value / a.target - b.value / b.target)[0];
  const label = next ?? (nextStage ? strings.t('stageOf', { n: nextStage, of }) : '');
  const text = way && strings.t('toNext', { what: missing(way, strings), label });
  const pip = (index: number) => html`<i class=${index < number ? 'on' : index === number && ready ? 'next' : ''}></i>`;
  return html`<div class="growth">
    <span class="pips" role="img" aria-label=${strings.t('stageOf', { n: number, of })}
      >${[...Array(of).keys()].map(pip)}</span
    >
    ${
      way && !ready
        ? html`${bar(label, way.value, way.target, strings, text)}
            <span class="soft" aria-hidden="true">${text}</span>
            ${picture && html`<img class="shadow" src=${picture.figure} alt="" width="22" height="22" />`}`
        : nothing
    }
  </div>`;
}

/** What is still asked for: "70 XP". */
function missing({ metric, label, value, target }: Requirement, strings: Strings): string {
  const n = target - value;
  if (label) return `${strings.number(n)} ${label}`;
  return metric.startsWith('coin') ? strings.t('coins', { n }) : strings.t('countOf', { n: value, of: target });
}
