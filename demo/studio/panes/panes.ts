import { html, type TemplateResult } from 'lit';
import {
  BUILTIN_ITEM_NAMES,
  BUILTIN_ITEMS,
  BUILTIN_LABELS,
  type BuiltinItem,
  MOODS,
  SPECIES,
  STAGE_NUMBERS,
} from '../../../src/contract/buddy/art.ts';
import type { OwnArtDesk } from '../art/own-art.ts';
import type { Taken } from '../canvas/taken.ts';
import { artPane as art } from '../art/pane.ts';
import { HAPPENINGS } from '../page/playing.ts';
import {
  FONTS,
  LANGUAGES,
  LOOK_NAMES,
  SECTIONS,
  type Section,
  type Setup,
  SIZES,
  STATES,
  shuffled,
} from '../page/setup.ts';
import { choose, color, named, select, sentence, slide } from './controls.ts';
import { faceUrl, figureUrl, itemUrl } from './thumbnails.ts';

/** What a pane needs of the studio. */
export interface Desk {
  readonly setup: Setup;
  readonly ownArt: OwnArtDesk;
  /** What the element paints with now. */
  readonly taken: Taken;
  set(change: Partial<Setup>): void;
  happen(name: string): void;
  fastForward(): void;
  /** Of the month that is under way; 0 where none is. */
  readonly day: number;
}

export const PANES = { buddy, look, content, state, art } as const;
export type PaneName = keyof typeof PANES;

function buddy({ setup, set }: Desk): TemplateResult {
  const { species, stage, mood, name, items } = setup;
  return html`
    ${choose(
      'Species',
      SPECIES.map((one) => ({
        value: one,
        label: sentence(one),
        picture: faceUrl({ species: one, stage, mood: 'calm' }),
      })),
      species,
      (value) => set({ species: value }),
      'faces three',
    )}
    ${choose(
      'Stage',
      STAGE_NUMBERS.map((one) => ({
        value: one,
        label: `Stage ${one}`,
        picture: figureUrl({ species, stage: one, mood: 'calm' }),
      })),
      stage,
      (value) => set({ stage: value }),
      'faces five',
    )}
    ${choose(
      'Mood',
      MOODS.map((one) => ({ value: one, label: sentence(one), picture: faceUrl({ species, stage, mood: one }) })),
      mood,
      (value) => set({ mood: value }),
      'faces three low',
    )}
    <div class="row">
      <label class="text"
        ><span>Name</span
        ><input
          type="text"
          maxlength="60"
          .value=${name}
          @input=${(event: Event) => set({ name: (event.target as HTMLInputElement).value || 'Pip' })}
      /></label>
      <button class="button" @click=${() => set(shuffled(setup, BUILTIN_ITEMS))}>Shuffle</button>
    </div>
    <fieldset class="tray">
      <legend>Wears <small>${items.length} of 4</small></legend>
      ${BUILTIN_ITEM_NAMES.map(
        (item) =>
          html`<label title=${BUILTIN_LABELS[item].label}>
            <input
              type="checkbox"
              .checked=${items.includes(item)}
              aria-label=${BUILTIN_LABELS[item].label}
              @change=${() => set({ items: dressed(items, item) })}
            /><img src=${itemUrl(item)} alt="" loading="lazy" />
          </label>`,
      )}
    </fieldset>
  `;
}

/** On or off; of a place that takes one item, in place of what is worn there; four at most, the oldest comes off. */
function dressed(items: readonly BuiltinItem[], item: BuiltinItem): BuiltinItem[] {
  if (items.includes(item)) return items.filter((one) => one !== item);
  const place = BUILTIN_ITEMS[item];
  const kept = items.filter((one) => place === 'accessory' || BUILTIN_ITEMS[one] !== place);
  return [...kept, item].slice(-4);
}

const ACCENTS = ['#007755', '#5a3fd6', '#d6336c', '#e8590c', '#f2c200', '#111111'];

function look({ setup, taken, set }: Desk): TemplateResult {
  return html`
    ${choose('Preset', named(LOOK_NAMES), setup.look, (value) => set({ look: value }))}
    <fieldset class="swatches">
      <legend>Brand</legend>
      ${ACCENTS.map(
        (one) =>
          html`<button
            class="swatch"
            aria-label="Accent ${one}"
            aria-pressed=${setup.accent === one}
            .style=${`background:${one}`}
            @click=${() => set({ accent: one })}
          ></button>`,
      )}
    </fieldset>
    ${color('Accent', setup.accent, taken.accent, (value) => set({ accent: value }))}
    ${color('Surface', setup.surface, taken.surface, (value) => set({ surface: value }))}
    ${slide('Radius', setup.radius, { min: 0, max: 40, step: 1, normal: taken.radius, unit: ' px' }, (value) => set({ radius: value }))}
    ${slide('Density', setup.gap, { min: 8, max: 28, step: 1, normal: taken.gap, unit: ' px' }, (value) => set({ gap: value }))}
    ${slide('Scale', setup.scale, { min: 0.75, max: 1.5, step: 0.05, normal: 1, unit: '×' }, (value) => set({ scale: value }))}
    ${select(
      'Font',
      FONTS.map((font) => ({
        value: font,
        label: font === '' ? 'The page’s own' : font.split(',')[0]!.replaceAll('"', ''),
      })),
      setup.font,
      (value) => set({ font: value }),
    )}
  `;
}

const LANGUAGE_NAMES: Record<Setup['lang'], string> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  pt: 'Português',
  tr: 'Türkçe',
  ar: 'العربية',
  ja: '日本語',
  zh: '中文',
};

function content({ setup, set }: Desk): TemplateResult {
  const { sections } = setup;
  const rest = SECTIONS.filter((section) => !sections.includes(section));
  const move = (section: Section, by: number) => {
    const from = sections.indexOf(section);
    const to = Math.max(0, Math.min(sections.length - 1, from + by));
    const without = sections.filter((one) => one !== section);
    set({ sections: [...without.slice(0, to), section, ...without.slice(to)] });
  };
  const put = (section: Section, before: Section) => {
    const without = sections.filter((one) => one !== section);
    const at = without.indexOf(before);
    set({ sections: at < 0 ? [...without, section] : [...without.slice(0, at), section, ...without.slice(at)] });
  };
  return html`
    ${choose('Size', named(SIZES), setup.size, (value) => set({ size: value }))}
    <div role="group" aria-labelledby="sections-title" aria-describedby="sections-hint">
      <h2 id="sections-title">Sections</h2>
      <p class="hint" id="sections-hint">Drag a section, or move it with Alt and the arrow keys.</p>
      <ul class="order">
        ${[...sections, ...rest].map((section) => {
          const isOn = sections.includes(section);
          return html`<li
            draggable=${isOn}
            data-section=${section}
            @dragstart=${(event: DragEvent) => event.dataTransfer?.setData('text/section', section)}
            @dragover=${(event: DragEvent) => event.preventDefault()}
            @drop=${(event: DragEvent) => {
              event.preventDefault();
              const dragged = event.dataTransfer?.getData('text/section') as Section;
              if (dragged && dragged !== section && SECTIONS.includes(dragged)) put(dragged, section);
            }}
          >
            <span class="grip" aria-hidden="true">⠿</span>
            <label
              ><input
                type="checkbox"
                .checked=${isOn}
                @change=${() => set({ sections: isOn ? sections.filter((one) => one !== section) : [...sections, section] })}
                @keydown=${(event: KeyboardEvent) => {
                  if (!event.altKey || !isOn || !['ArrowUp', 'ArrowDown'].includes(event.key)) return;
                  event.preventDefault();
                  const list = (event.currentTarget as HTMLElement).closest('ul')!;
                  move(section, event.key === 'ArrowUp' ? -1 : 1);
                  // The row that was in focus shows another section by now.
                  requestAnimationFrame(() =>
                    list.querySelector<HTMLElement>(`[data-section=${section}] input`)?.focus(),
                  );
                }}
              />${sentence(section)}</label
            >
            <button
              class="quiet"
              ?disabled=${!isOn || sections[0] === section}
              @click=${() => move(section, -1)}
              aria-label="Move ${section} up"
            >
              ↑
            </button>
            <button
              class="quiet"
              ?disabled=${!isOn || sections.at(-1) === section}
              @click=${() => move(section, 1)}
              aria-label="Move ${section} down"
            >
              ↓
            </button>
          </li>`;
        })}
      </ul>
    </div>
    ${select(
      'Language',
      LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
      setup.lang,
      (value) => set({ lang: value, dir: value === 'ar' ? 'rtl' : setup.lang === 'ar' ? 'ltr' : setup.dir }),
    )}
    ${choose(
      'Direction',
      [
        { value: 'ltr', label: 'Left to right' },
        { value: 'rtl', label: 'Right to left' },
      ],
      setup.dir,
      (value) => set({ dir: value }),
    )}
  `;
}

function state({ setup, set, happen, fastForward, day }: Desk): TemplateResult {
  const isEgg = setup.state.includes('egg');
  return html`
    ${choose('State', named(STATES), setup.state, (value) => set({ state: value }))}
    <div role="group" aria-labelledby="happens">
      <h2 id="happens">What happens</h2>
      <div class="buttons">
        ${Object.entries(HAPPENINGS).map(
          ([name, { label, needs }]) =>
            html`<button class="button" ?disabled=${needs === 'egg' ? false : isEgg} @click=${() => happen(name)}>
              ${label}
            </button>`,
        )}
        <button class="button wide" ?disabled=${isEgg} @click=${fastForward}>
          ${day > 0 ? `Day ${day} of 30 …` : 'Fast-forward 30 days'}
        </button>
      </div>
      <p class="hint">
        The rules are the real ones, with two exceptions that save you the wait: “Seven-day streak” begins a new streak,
        and “Evolve” passes over what the next stage asks.
      </p>
    </div>
  `;
}
