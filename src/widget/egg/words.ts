import { html, nothing, type TemplateResult } from 'lit';
import type { EggView, SeatState } from '../../contract/buddy/state.ts';
import type { Strings } from '../i18n/strings.ts';
import { iconOf } from '../look/icons.ts';
import { anotherName } from './names.ts';

const NAME_LENGTH = 60;
const dice = iconOf(
  'M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1Zm3.5 4h.01m6.99 0h.01M12 12h.01M8.5 16h.01m6.99 0h.01',
);

/** An egg, or who came out of it, as it is told and asked about. */
export interface Told {
  readonly egg: EggView | null;
  readonly state: SeatState;
  readonly phase: 'nest' | 'opening' | 'newcomer';
  /** The egg that is chosen, by its species. */
  species: string | null;
  /** What the newcomer may be called. */
  name: string;
  /** Why the last try failed; empty where none did. */
  readonly failure: string;
  readonly headingLevel: number;
  readonly urlOf: (path: string) => string;
  readonly hatch: () => void;
  readonly save: (event: Event) => void;
}

export function words(told: Told, strings: Strings): TemplateResult {
  return told.phase === 'newcomer' ? hello(told, strings) : waiting(told, strings);
}

/** From the press on, what stood there stays, so that the stage keeps its height. */
function waiting(told: Told, strings: Strings): TemplateResult {
  const { egg, phase, state, headingLevel, hatch } = told;
  const ready = egg?.status === 'ready';
  const may = ready && state.scopes.includes('buddy:hatch');
  const opening = phase === 'opening' || egg?.status === 'hatching';
  const left = egg?.warmth ? egg.warmth.target - egg.warmth.value : 0;
  const title = opening ? 'eggOpening' : ready ? 'eggReady' : 'eggTitle';
  const line = opening
    ? strings.t('eggCracks')
    : ready
      ? strings.t(may ? 'eggTaps' : 'eggTapsAlone')
      : egg?.warmth
        ? strings.t('eggWarms', { n: left })
        : strings.t('eggSleeps');
  // Other words are another text, whole: in the middle of a line, one that is changed counts as moved.
  return html`<div class="words" role="status">
      <b role="heading" aria-level=${headingLevel} .textContent=${strings.t(title)}></b>
      <p class="soft" .textContent=${line}></p>
      ${problem(told)}
    </div>
    ${egg?.warmth ? warmth(egg.warmth, strings) : nothing} ${may ? choices(egg, told, opening, strings) : nothing}
    ${
      may
        ? html`<button class="strong" aria-disabled=${opening} @click=${hatch}>${strings.t('hatch')}</button>`
        : html`<p class="kept soft">${strings.t('eggKept')}</p>`
    }`;
}

function problem({ failure }: Told): TemplateResult | typeof nothing {
  return failure ? html`<p class="problem" role="alert">${failure}</p>` : nothing;
}

function warmth({ value, target }: { value: number; target: number }, strings: Strings): TemplateResult {
  return html`<span
    class="warmth"
    role="progressbar"
    aria-label=${strings.t('warmth')}
    aria-valuemin="0"
    aria-valuemax=${target}
    aria-valuenow=${value}
    aria-valuetext=${strings.t('countOf', { n: value, of: target })}
    >${Array.from({ length: target }, (_, index) => html`<i class=${index < value ? 'on' : ''}></i>`)}</span
  >`;
}

function choices(
  { choices: eggs }: EggView,
  told: Told,
  opening: boolean,
  strings: Strings,
): TemplateResult | typeof nothing {
  if (eggs.length < 2) return nothing;
  const chosen = told.species ?? eggs[0]!.species;
  return html`<fieldset class="choices" ?disabled=${opening}>
    <legend class="soft">${strings.t('eggChoose')}</legend>
    ${eggs.map(
      ({ species, label, image }) =>
        html`<label>
          <input type="radio" name="egg" .checked=${species === chosen} @change=${() => (told.species = species)} />
          <img src=${told.urlOf(image.url)} alt="" width="72" height="72" /><span dir="auto">${label}</span>
        </label>`,
    )}
  </fieldset>`;
}

function hello(told: Told, strings: Strings): TemplateResult {
  const { state, headingLevel, save } = told;
  const name = state.buddy?.name ?? '';
  if (!state.scopes.includes('buddy:rename')) {
    return html`<div class="words" role="status"><b>${strings.t('hello', { name })}</b></div>`;
  }
  return html`<form class="words" @submit=${save}>
    <b role="heading" aria-level=${headingLevel}>${strings.t('helloIam')}</b>
    <span class="naming">
      <input
        aria-label=${strings.t('name')}
        maxlength=${NAME_LENGTH}
        required
        autocomplete="off"
        dir="auto"
        .value=${told.name || name}
        @input=${(event: Event) => (told.name = (event.target as HTMLInputElement).value)}
      />
      <button
        type="button"
        class="quiet round"
        aria-label=${strings.t('dice')}
        title=${strings.t('dice')}
        @click=${() => (told.name = anotherName(told.name))}
      >
        ${dice}
      </button>
    </span>
    ${problem(told)}
    <button class="strong">${strings.t('nameDone')}</button>
  </form>`;
}
