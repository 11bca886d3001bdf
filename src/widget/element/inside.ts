import { html, type TemplateResult } from 'lit';
import type { SeatState, WidgetState } from '../../contract/buddy/state.ts';
import type { Strings } from '../i18n/strings.ts';
import { sectionOf } from '../sections/sections.ts';
import type { View } from './view.ts';

/** The state of a seat whose buddy has hatched; null for any other. */
export function hatched(state: SeatState | null): WidgetState | null {
  return state?.buddy && state.evolution ? (state as WidgetState) : null;
}

/** Of a page. */
const COLUMNS = [
  ['stage', 'wallet', 'market'],
  ['skills', 'streaks'],
  ['badges', 'leaderboard'],
];

interface Arranged extends View {
  readonly sections: string | null;
  readonly size: string | null;
}

/** The sections, in columns that stand side by side where there is room: the stage first, or a whole page. */
export function inside(
  view: Arranged,
  all: string,
  state: WidgetState | null,
  strings: Strings | undefined,
): TemplateResult {
  const names = (view.sections || all).split(' ');
  const beside = names[0] === 'stage' ? [['stage'], names.slice(1)] : [names];
  const columns = (view.size === 'full' ? COLUMNS : beside)
    .map((column) => names.filter((name) => column.includes(name)))
    .filter(({ length }) => length > 0);
  return html`<div class="inside">
    ${columns.map(
      (column) => html`<div class="column">${column.map((name) => sectionOf(name, state, strings, view))}</div>`,
    )}
  </div>`;
}
