import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { LeaderboardAnswer } from '../../../contract/configuration/leaderboards.ts';
import type { Client } from '../../api/client.ts';
import { WidgetError } from '../../api/errors.ts';
import { type EnhancedHost } from '../../element/living/enhance.ts';
import { addStyles } from '../../element/sheets.ts';
import type { SectionTemplate } from '../../element/view.ts';
import { HatchedErrorEvent } from '../../events/lifecycle.ts';
import { boardEn } from '../../i18n/board.en.ts';
import type { Strings } from '../../i18n/strings.ts';
import { leaderboardStyles } from './leaderboard.styles.ts';
import { heading } from '../pieces.ts';

/** Own place and its neighbours: as many as the section has room for. */
const ROOM = 5;

type LeaderboardEntry = LeaderboardAnswer['entries'][number];

/** Asks for the leaderboard that the element names, and again whenever its buddy has done something. */
export class Leaderboard implements ReactiveController {
  readonly #host: EnhancedHost;
  readonly #client: () => Client | undefined;
  #asked = '';
  #key: string | null = null;
  #answer: LeaderboardAnswer | WidgetError | null = null;
  #loading: AbortController | undefined;

  constructor(host: EnhancedHost, client: () => Client | undefined) {
    this.#host = host;
    this.#client = client;
    addStyles(host, leaderboardStyles);
    host.addController(this);
  }

  hostUpdate(): void {
    const { leaderboard: key, state } = this.#host;
    const wanted = key && state?.buddy ? `${key} ${state.buddy.buddy_id} ${state.version}` : '';
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    if (key !== this.#key) this.#answer = null;
    this.#key = key;
    if (wanted) void this.#load();
  }

  hostDisconnected(): void {
    this.#loading?.abort();
    this.#asked = '';
  }

  readonly #load = async (): Promise<void> => {
    this.#loading?.abort();
    const { signal } = (this.#loading = new AbortController());
    try {
      const path = `leaderboards/${encodeURIComponent(this.#key!)}`;
      this.#answer = (await this.#client()?.call<LeaderboardAnswer>({ path, signal })) ?? null;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof WidgetError)) throw error;
      // What was known stays on show.
      if (!this.#answer || this.#answer instanceof WidgetError) this.#answer = error;
      this.#host.dispatchEvent(new HatchedErrorEvent(error));
    }
    this.#host.requestUpdate();
  };

  readonly template: SectionTemplate = (state, known, view) => {
    const strings = known.extended(boardEn);
    const answer = this.#answer;
    if (answer instanceof WidgetError)
      return html`${heading('leaderboard', strings, view)}${this.#problem(answer, strings)}`;
    const own = answer?.entries.find((entry) => entry.buddy_id === state.buddy.buddy_id);
    const aside = own ? strings.t('place', { n: own.rank }) : nothing;
    return html`${heading('leaderboard', strings, view, aside)}${
      answer && !answer.entries.length
        ? html`<p class="board-words soft">${strings.t('boardEmpty')}</p>`
        : html`<ol class="list board ${answer ? '' : 'ghosts'}" role="list" aria-busy=${!answer}>
            ${
              answer
                ? around(answer.entries, own).map((entry) => row(entry, entry === own, strings))
                : [...Array(ROOM).keys()].map(() => html`<li></li>`)
            }
          </ol>`
    }`;
  };

  #problem({ passing }: WidgetError, strings: Strings): TemplateResult {
    return html`<div class="board-words" role="alert">
      <p class="soft">${strings.t('boardFailed')}</p>
      ${passing ? html`<button class="quiet" @click=${this.#load}>${strings.t('retry')}</button>` : nothing}
    </div>`;
  }
}

/** As many as there is room for, the own place in their middle where it can be. */
function around(entries: LeaderboardEntry[], own: LeaderboardEntry | undefined): LeaderboardEntry[] {
  const at = own ? entries.indexOf(own) : 0;
  const from = Math.max(0, Math.min(at - (ROOM >> 1), entries.length - ROOM));
  return entries.slice(from, from + ROOM);
}

function row({ rank, name, value }: LeaderboardEntry, isOwn: boolean, strings: Strings): TemplateResult {
  return html`<li class=${isOwn ? 'own' : ''} aria-current=${isOwn ? 'true' : nothing}>
    <span class="rank rank${rank}"
      ><span class="unseen">${strings.t('place', { n: rank })}</span
      ><b aria-hidden="true">${strings.number(rank, true)}</b></span
    >
    <span class="label" dir="auto" title=${name}>${name}</span>
    ${isOwn ? html`<span class="you">${strings.t('you')}</span>` : nothing}
    <span class="points">${strings.number(value, true)}</span>
  </li>`;
}
