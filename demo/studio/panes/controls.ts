import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';

/* The studio's own controls, as templates: native ones wherever there is one. */

interface Choice<T> {
  value: T;
  label: string;
  picture?: string;
}

/** One of several: radio buttons, so that the arrow keys go through them. */
export function choose<T extends string | number>(
  legend: string,
  choices: readonly Choice<T>[],
  chosen: T,
  pick: (value: T) => void,
  kind = 'chips',
): TemplateResult {
  return html`<fieldset class=${kind}>
    <legend>${legend}</legend>
    ${choices.map(
      ({ value, label, picture }) =>
        html`<label title=${label}>
          <input
            type="radio"
            name=${legend}
            .checked=${value === chosen}
            @change=${() => pick(value)}
            aria-label=${ifDefined(picture ? label : undefined)}
          />${picture ? html`<img src=${picture} alt="" />` : html`<span>${label}</span>`}
        </label>`,
    )}
  </fieldset>`;
}

export const named = <T extends string>(values: readonly T[], nothingChosen = 'Default'): Choice<T>[] =>
  values.map((value) => ({ value, label: value === '' ? nothingChosen : sentence(value) }));

export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A number that may be left as it comes. */
export function slide(
  label: string,
  value: number | null,
  { min, max, step, normal, unit }: { min: number; max: number; step: number; normal: number; unit: string },
  set: (value: number | null) => void,
): TemplateResult {
  const shown = value ?? normal;
  return html`<div class="row">
    <label class="slide"
      ><span>${label}</span
      ><input
        type="range"
        min=${min}
        max=${max}
        step=${step}
        .value=${`${shown}`}
        @input=${(event: Event) => set(Number((event.target as HTMLInputElement).value))}
      /><output>${shown}${unit}</output></label
    >${reset(label, value !== null, () => set(null))}
  </div>`;
}

export function color(label: string, value: string, normal: string, set: (value: string) => void): TemplateResult {
  return html`<div class="row">
    <label class="color"
      ><span>${label}</span
      ><input
        type="color"
        .value=${value || normal}
        @input=${(event: Event) => set((event.target as HTMLInputElement).value)}
      /><output>${value || 'as it comes'}</output></label
    >${reset(label, value !== '', () => set(''))}
  </div>`;
}

function reset(label: string, isSet: boolean, back: () => void): TemplateResult {
  return html`<button class="quiet" ?disabled=${!isSet} @click=${back} aria-label="Reset ${label.toLowerCase()}">
    ↺
  </button>`;
}

export function select<T extends string>(
  label: string,
  choices: readonly Choice<T>[],
  chosen: T,
  pick: (value: T) => void,
): TemplateResult {
  return html`<label class="select"
    ><span>${label}</span
    ><select @change=${(event: Event) => pick((event.target as HTMLSelectElement).value as T)}>
      ${choices.map(({ value, label: text }) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
    </select></label
  >`;
}

export { nothing };
