import { html, type TemplateResult } from 'lit';
import type { SkillView, WidgetState } from '../../contract/state.ts';
import type { Strings } from '../i18n/strings.ts';
import { icon } from '../look/icons.ts';
import { bar, section } from './pieces.ts';

/** Up to eight skills as level bars; five and more in two columns. */
export function skills({ skills: all }: WidgetState, strings: Strings): TemplateResult {
  const many = all.length > 4;
  const row = ({ label, icon: name, color, level, level_progress: progress }: SkillView) => {
    const reached = strings.t('level', { n: level });
    return html`<li part="skill" .style=${color ? `--tint:${color}` : ''} title=${label}>
      ${icon(name, label)}
      <span class="label" dir="auto">${label}</span>
      <span class="soft">${many ? strings.number(level) : reached}</span>
      ${bar(`${label}, ${reached}`, progress)}
    </li>`;
  };
  return section(
    'skills',
    all,
    strings,
    html`<ul class=${many ? 'many' : ''} role="list">
      ${all.map(row)}
    </ul>`,
  );
}
