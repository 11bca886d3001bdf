import { html, nothing, type TemplateResult } from 'lit';
import type { Requirement, WidgetState } from '../../contract/buddy/state.ts';
import type { View } from '../element/view.ts';
import type { Strings } from '../i18n/strings.ts';
import { bar } from './pieces.ts';

/** The way to the next stage as a bar, and the stages as steps. */
export function growth({ buddy, evolution }: WidgetState, strings: Strings, { urlOf }: View): TemplateResult {
  const { number, of } = buddy.stage;
  const { progress, next_label: next, next_stage: nextStage, next_silhouette_url: shape, ready } = evolution;
  // What is furthest from its target is what keeps the buddy from growing.
  const way = progress?.toSorted((a, b) => a.value / a.target - b.value / b.target)[0];
  const label = next ?? (nextStage ? strings.t('stageOf', { n: nextStage, of }) : '');
  const text = way && strings.t('toNext', { what: missing(way, strings), label });
  const pip = (index: number) => html`<i class=${index < number ? 'on' : index === number && ready ? 'next' : ''}></i>`;
  return html`<span class="pips" role="img" aria-label=${strings.t('stageOf', { n: number, of })}
      >${[...Array(of).keys()].map(pip)}</span
    >
    ${
      way && !ready
        ? html`${bar(label, way.value, way.target, strings, text)}
            <span class="soft" aria-hidden="true">${text}</span> `
        : nothing
    }
    ${shape ? html`<i class="next" .style=${`--shape:url("${urlOf(shape)}")`}></i>` : nothing}`;
}

/** What is still asked for: "70 XP". */
function missing({ metric, label, value, target }: Requirement, strings: Strings): string {
  const n = target - value;
  if (label) return `${strings.number(n)} ${label}`;
  return metric.startsWith('coin') ? strings.t('coins', { n }) : strings.t('countOf', { n: value, of: target });
}
