import { html, type TemplateResult } from 'lit';
import { CATEGORIES, CATEGORY_DEPTH, STAGE_NUMBERS } from '../../../src/contract/buddy/art.ts';
import type { Place } from '../../../src/contract/configuration/configuration.ts';
import { choose, named, select, sentence, slide } from '../panes/controls.ts';
import type { OwnArtDesk } from './own-art.ts';
import { isEmpty, REACHES } from './placing.ts';

const ACCEPTED = 'image/svg+xml,image/png,image/webp,.svg,.png,.webp';

/** The pane of own art: which file, what it is for, and where it lies to the unit. */
export function artPane({ ownArt }: { readonly ownArt: OwnArtDesk }): TemplateResult {
  const { art, refused, reach } = ownArt;
  return html`
    ${choose('Draw', named(['item', 'stage'] as const), art.use, (use) => ownArt.set({ use }))}
    ${
      art.use === 'item'
        ? select(
            'Worn as',
            CATEGORIES.map((value) => ({ value, label: sentence(value) })),
            art.category,
            (category) => ownArt.set({ category }),
          )
        : choose(
            'Picture of stage',
            STAGE_NUMBERS.map((value) => ({ value, label: `${value}` })),
            ownArt.spot.stage,
            (stage) => ownArt.select({ ...ownArt.spot, stage }),
          )
    }
    <label class="file"
      ><span>Picture</span
      ><input
        type="file"
        accept=${ACCEPTED}
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement;
          void ownArt.take(input.files?.[0]);
          // The same file may be chosen again, mended.
          input.value = '';
        }}
    /></label>
    <p class="refused" role="alert">${refused}</p>
    ${isEmpty(art) ? '' : place(ownArt, reach)}
  `;
}

function place(ownArt: OwnArtDesk, reach: OwnArtDesk['reach']): TemplateResult {
  const { art, place, spot } = ownArt;
  if (art.use === 'item' && art.category === 'background')
    return html`<p class="hint">A scene covers the whole picture: there is nothing to move.</p>`;
  const reaches = art.use === 'item' ? REACHES : (['everywhere', 'only here'] as const);
  const set = (change: Place) => ownArt.move((now) => ({ ...now, ...change }));
  const units = { min: -512, max: 512, step: 1, normal: 0, unit: '' };
  const depth = art.use === 'item' ? CATEGORY_DEPTH[art.category] : CATEGORY_DEPTH.body;
  return html`
    ${choose('Move it', named(reaches), reach, ownArt.choose)}
    <p class="hint">
      Drag the frame on any picture, or its corner. The sliders are those of
      ${art.use === 'item' ? `${spot.species}, ` : ''}stage ${spot.stage}.
    </p>
    ${slide('Across', place.x ?? null, units, (x) => set({ x: x ?? 0 }))}
    ${slide('Down', place.y ?? null, units, (y) => set({ y: y ?? 0 }))}
    ${slide('Scale', place.scale ?? null, { min: 0.1, max: 4, step: 0.05, normal: 1, unit: '×' }, (scale) => set({ scale: scale ?? 1 }))}
    ${slide('Layer', place.layer ?? null, { min: 0, max: 100, step: 1, normal: depth, unit: '' }, (layer) => ownArt.move(({ layer: _before, ...now }) => (layer === null ? now : { ...now, layer })))}
    <button class="button" @click=${ownArt.moveBack}>Put it back</button>
  `;
}
