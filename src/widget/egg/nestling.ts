import { html } from 'lit';
import type { EggView } from '../../contract/buddy/state.ts';
import type { Instead } from '../element/view.ts';
import { eggEn } from '../i18n/egg.en.ts';
import type { Strings } from '../i18n/strings.ts';
import { icon } from '../look/icons.ts';

/** The egg where there is room for a face, or for a row. */
export function nestling({ image, status, warmth }: EggView, known: Strings, urlOf: (path: string) => string): Instead {
  const strings = known.extended(eggEn);
  const ready = status === 'ready';
  const title = ready ? 'eggReady' : status === 'hatching' ? 'eggOpening' : 'eggTitle';
  const left = warmth ? warmth.target - warmth.value : 0;
  const line = ready ? 'eggTapsAlone' : left ? 'eggWarms' : 'eggSleeps';
  return {
    face: html`<img
      src=${urlOf(image.url)}
      alt=${strings.t(ready ? 'eggAltReady' : 'eggAlt')}
      width="64"
      height="64"
    />`,
    words: html`<span class="who"
        ><b>${strings.t(title)}</b> <span class="soft">${strings.t(line, { n: left })}</span></span
      >
      ${
        warmth && !ready
          ? html`<span class="fact flame warm" aria-hidden="true"
              >${icon('flame')}<b>${strings.number(warmth.value)}/${strings.number(warmth.target)}</b></span
            >`
          : html`<span class="fact soft" aria-hidden="true">${icon(ready ? 'sparkles' : 'heart')}</span>`
      }`,
  };
}
