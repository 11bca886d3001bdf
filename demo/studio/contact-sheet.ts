/** Draws everything the art can show on one sheet: `docs/contact-sheet.png`. Run with `npm run contact-sheet`. */
import { writeFileSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';
import {
  BUILTIN_ITEM_NAMES,
  BUILTIN_ITEMS,
  BUILTIN_LABELS,
  MOODS,
  RARITIES,
  SPECIES,
  STAGE_NUMBERS,
} from '../../src/contract/art.ts';
import { compose, itemThumbnail } from '../../src/art/index.ts';
import { OUTFITS, dressed } from './art-outfits.ts';

interface Cell {
  svg: string;
  size: number;
  caption?: string;
  card?: boolean;
}

const WIDTH = 1600;
const GAP = 16;
const MARGIN = 40;
const RARITY_COLOUR = {
  common: '#8b93a7',
  uncommon: '#3aa76d',
  rare: '#3b82f6',
  epic: '#9b5de5',
  legendary: '#e59a1b',
};

const parts: string[] = [];
let y = MARGIN;

function heading(text: string): void {
  parts.push(
    `<text x="${MARGIN}" y="${y + 26}" font-family="sans-serif" font-size="26" font-weight="700" fill="#2b2440">${text}</text>`,
  );
  y += 46;
}

function row(cells: readonly Cell[]): void {
  let x = MARGIN;
  let tallest = 0;
  for (const { svg, size, caption, card } of cells) {
    const height = size + (caption ? 24 : 0);
    if (x + size > WIDTH - MARGIN) {
      x = MARGIN;
      y += tallest + GAP;
      tallest = 0;
    }
    if (card) parts.push(`<rect x="${x}" y="${y}" width="${size}" height="${size}" rx="18" fill="#ffffff"/>`);
    parts.push(picture(svg, x, y, size));
    if (caption)
      parts.push(
        `<text x="${x + size / 2}" y="${y + size + 18}" text-anchor="middle" font-family="sans-serif" font-size="14" fill="#5b5873">${caption}</text>`,
      );
    tallest = Math.max(tallest, height);
    x += size + GAP;
  }
  y += tallest + GAP + 8;
}

/** Each picture is rendered at its real size, as a page would show it, and pasted. */
function picture(svg: string, x: number, top: number, size: number): string {
  const png = new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
  return `<image x="${x}" y="${top}" width="${size}" height="${size}" href="data:image/png;base64,${Buffer.from(png).toString('base64')}"/>`;
}

heading('Three species, five stages');
for (const species of SPECIES) row(STAGE_NUMBERS.map((stage) => ({ svg: dressed(species, stage), size: 288 })));

heading('Eggs');
row(
  SPECIES.flatMap((species) =>
    (['waiting', 'ready', 'cracking'] as const).map((status) => ({
      svg: compose({ kind: 'egg', species, status }),
      size: 154,
      caption: status,
    })),
  ),
);

heading('Moods');
row(
  SPECIES.flatMap((species) => MOODS.map((mood) => ({ svg: dressed(species, 3, [], mood), size: 154, caption: mood }))),
);

heading('Outfits on every species and stage');
for (const [name, items] of Object.entries(OUTFITS)) {
  row(SPECIES.flatMap((species) => STAGE_NUMBERS.map((stage) => ({ svg: dressed(species, stage, items), size: 86 }))));
  parts.push(
    `<text x="${MARGIN}" y="${y - 6}" font-family="sans-serif" font-size="14" fill="#5b5873">${name}: ${items.map((item) => BUILTIN_LABELS[item].label.toLowerCase()).join(', ')}</text>`,
  );
  y += 16;
}

heading('Thirty items');
row(
  RARITIES.flatMap((rarity) => BUILTIN_ITEM_NAMES.filter((name) => BUILTIN_LABELS[name].rarity === rarity)).map(
    (name) => ({
      svg: itemThumbnail({ builtin: name }, BUILTIN_ITEMS[name]),
      size: 136,
      card: true,
      caption: `<tspan fill="${RARITY_COLOUR[BUILTIN_LABELS[name].rarity]}">●</tspan> ${BUILTIN_LABELS[name].label}`,
    }),
  ),
);

heading('512, 128 and 48 pixels');
const look = dressed('dragon', 4, ['cowboy_hat', 'scarf', 'magic_wand', 'sunny_meadow'], 'calm');
row([
  { svg: look, size: 512 },
  { svg: look, size: 128 },
  { svg: look, size: 48 },
  ...SPECIES.flatMap((species) => [1, 5].map((stage) => ({ svg: dressed(species, stage as 1 | 5), size: 48 }))),
]);

const height = y + MARGIN;
const sheet = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}"><rect width="${WIDTH}" height="${height}" fill="#f3f5fb"/>${parts.join('')}</svg>`;
writeFileSync(
  new URL('../../docs/contact-sheet.png', import.meta.url),
  new Resvg(sheet, { font: { defaultFontFamily: 'sans-serif' } }).render().asPng(),
);
