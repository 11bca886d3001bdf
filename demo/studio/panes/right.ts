import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CallRecord } from '../../../src/playground/index.ts';
import { mended, type Pair } from '../canvas/contrast.ts';
import { codeOf } from '../code/code.ts';
import { type Code, CODES, type Setup } from '../page/setup.ts';
import '../real-app/webhook-list.ts';

/* The right pane: what a page has to say, what it hears, and whether it can be read. */

export const TABS = ['code', 'events', 'contrast'] as const;
export type Tab = (typeof TABS)[number];

/** Something that the element said, or a call that it made. */
export interface Heard {
  id: number;
  kind: 'event' | 'call';
  name: string;
  /** A status, of a call. */
  status?: number;
  inside: unknown;
}

export interface RightHost {
  readonly setup: Setup;
  /** Before the last change. */
  readonly earlier: Setup;
  readonly code: Code;
  /** Of own art that is being tried on: then it stands where the embed code does. */
  readonly configuration: string | null;
  readonly heard: readonly Heard[];
  readonly pairs: readonly Pair[];
  readonly copied: boolean;
  set(change: Partial<Setup>): void;
  chooseCode(code: Code): void;
  copyCode(): void;
  saveTheme(kind: 'css' | 'json'): void;
  forget(): void;
}

export const RIGHT: Record<Tab, (host: RightHost) => TemplateResult> = { code, events, contrast };

const LABELS: Record<Code, string> = {
  html: 'HTML',
  react: 'React',
  vue: 'Vue',
  svelte: 'Svelte',
  angular: 'Angular',
  css: 'CSS',
};

export const textOf = ({
  setup,
  earlier,
  code,
  configuration,
}: Pick<RightHost, 'setup' | 'earlier' | 'code' | 'configuration'>): string =>
  configuration ??
  codeOf(code, setup, earlier)
    .map(({ text }) => text)
    .join('\n');

function configurationCode(host: RightHost, text: string): TemplateResult {
  return html`
    <div class="row between">
      <small>Upload the picture with POST /assets: its answer has the asset_id.</small>
      <button class="button" @click=${host.copyCode}>${host.copied ? 'Copied' : 'Copy'}</button>
    </div>
    <pre class="code" tabindex="0" aria-label="Configuration"><code>${text
      .split('\n')
      .map((line) => html`<span class="line">${line} </span>`)}</code></pre>
  `;
}

function code(host: RightHost): TemplateResult {
  if (host.configuration !== null) return configurationCode(host, host.configuration);
  return html`
    <div class="row between">
      <label class="select tight"
        ><span class="hidden">Code for</span
        ><select @change=${(event: Event) => host.chooseCode((event.target as HTMLSelectElement).value as Code)}>
          ${CODES.map((one) => html`<option value=${one} ?selected=${one === host.code}>${LABELS[one]}</option>`)}
        </select></label
      >
      <button class="button" @click=${host.copyCode}>${host.copied ? 'Copied' : 'Copy'}</button>
    </div>
    <pre class="code" tabindex="0" aria-label="Embed code"><code>${codeOf(host.code, host.setup, host.earlier).map(
      ({ text, isNew }) =>
        html`<span class=${isNew ? 'line new' : 'line'}>${isNew ? html`<ins>${text}</ins>` : text} </span>`,
    )}</code></pre>
    <div class="row between">
      <small>Save the theme</small>
      <span class="buttons-in-row"
        ><button class="button" @click=${() => host.saveTheme('css')}>CSS</button
        ><button class="button" @click=${() => host.saveTheme('json')}>JSON</button></span
      >
    </div>
  `;
}

function events(host: RightHost): TemplateResult {
  // The element in the app's own page is the app's to hear; what reaches the app's backend it shows.
  if (host.setup.scene === 'real app') return html`<webhook-list></webhook-list>`;
  return html`
    <div class="row between">
      <small>${host.heard.length} heard</small>
      <button class="quiet" @click=${host.forget}>Clear</button>
    </div>
    <ol class="log heard" tabindex="0" aria-label="Events and calls">
      ${repeat(
        host.heard,
        ({ id }) => id,
        ({ kind, name, status, inside }) =>
          html`<li class=${kind}>
            <details @toggle=${(event: Event) => unfold(event.currentTarget as HTMLElement, inside)}>
              <summary><i>${kind === 'call' ? (status ?? '…') : '⚡'}</i>${name}</summary>
              <pre></pre>
            </details>
          </li>`,
      )}
    </ol>
    ${host.heard.length === 0 ? html`<p class="hint">Nothing yet. Let something happen under State.</p>` : ''}
  `;
}

/** Written down when it is looked at: most are not. */
function unfold(details: HTMLElement, inside: unknown): void {
  details.querySelector('pre')!.textContent = JSON.stringify(inside, shorter, 2);
}

/** A state is long; what has changed is in the event beside it. */
function shorter(name: string, value: unknown): unknown {
  if (name === 'state' && typeof value === 'object' && value) {
    const { version } = value as { version?: number };
    return `… version ${version}`;
  }
  return value;
}

export function heardCall({ method, path, sent, status, answered }: CallRecord): Omit<Heard, 'id'> {
  return { kind: 'call', name: `${method} ${path}`, status, inside: { sent, answered } };
}

function contrast({ pairs, setup, set }: RightHost): TemplateResult {
  const failing = pairs.filter(({ ratio, needs }) => ratio < needs);
  return html`
    <p class="hint" role="status">
      ${
        pairs.length === 0
          ? 'Nothing is shown yet.'
          : failing.length === 0
            ? `All ${pairs.length} pairs can be read (WCAG AA).`
            : `${failing.length} of ${pairs.length} pairs cannot be read well.`
      }
    </p>
    <ul class="pairs">
      ${pairs.map(({ label, front, back, ratio, needs, mend }) => {
        const passes = ratio >= needs;
        const { variable, color, against } = mend;
        const own = setup[variable] || color;
        return html`<li>
          <b class="sample" aria-hidden="true" .style=${`color:${front};background:${back}`}>
            ${needs < 4.5 ? html`<i class="shape"></i>` : 'Aa'}
          </b>
          <span>${label}<small>${front} on ${back}</small></span>
          <output class=${passes ? 'pass' : 'fail'}>${ratio.toFixed(1)} ${passes ? 'pass' : 'fail'}</output>
          ${passes ? '' : html`<button class="button" @click=${() => set({ [variable]: mended(own, against) })}>Mend</button>`}
        </li>`;
      })}
    </ul>
  `;
}
