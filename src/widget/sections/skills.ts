import { html, nothing, type TemplateResult } from 'lit';
import type { SkillView, WidgetState } from '../../contract/buddy/state.ts';
import type { View } from '../element/view.ts';
import type { Strings } from '../i18n/strings.ts';
import { icon } from '../look/icons.ts';
import { bar, heading, nothingYet } from './pieces.ts';

/** As many as there is room for without a press. */
const ROOM = 4;

/** Skills as level bars. */
export function skills({ skills: all }: WidgetState, strings: Strings, view: View): TemplateResult {
  const row = (skill: SkillView) => {
    const { label, icon: name, color, level, level_progress: progress } = skill;
    return html`<li part="skill" class=${color ? 'own' : ''} .style=${color ? `--color:${color}` : ''} title=${label}>
      ${icon(name, label)}
      <span class="label" dir="auto">${label}</span>
      ${bar(`${label}, ${strings.t('level', { n: level })}`, progress, 1, strings, levelText(skill, strings))}
      <span class="soft level" aria-hidden="true">${strings.t('lv', { n: level })}</span>
    </li>`;
  };
  const rest = all.length - ROOM + 1;
  return html`${heading('skills', strings, view)}
  ${
    all.length
      ? html`<ul class="list" role="list">
          ${all.map(row)}
          ${
            rest < 2 || view.unfolded.has('skills')
              ? nothing
              : html`<li class="rest">
                  <button class="quiet" @click=${() => view.more?.unfold('skills')}>
                    ${strings.t('more', { n: rest })}
                  </button>
                </li>`
          }
        </ul>`
      : nothingYet(strings)
  }`;
}

/** "Level 4, 18 of 25": of the points between two levels where the levels are even. */
function levelText({ level, value, max_value: max }: SkillView, strings: Strings): string {
  return `${strings.t('level', { n: level })}, ${strings.t('countOf', { n: value, of: max })}`;
}
