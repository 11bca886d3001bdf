/** Draws everything the art can show on one sheet: `docs/contact-sheet.png`. Run with `npm run contact-sheet`. */
import { writeFileSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';
import {
  BUILTIN_ITEM_NAMES,
  BUILTIN_ITEMS,
  BUILTIN_LABELS,
  MOODS,
  POSES,
  RARITIES,
  SPECIES,
  STAGE_NUMBERS,
  type Species,
  type StageNumber,
} from '../../src/contract/buddy/art.ts';
import {
  compose,
  composeBlink,
  composeFace,
  composeFigure,
  composeScene,
  composeSilhouette,
  itemSilhouette,
  itemThumbnail,
  type BuddyPicture,
  type PictureItem,
} from '../../src/art/index.ts';
import { OUTFITS, dressed, worn } from './art-outfits.ts';

interface Cell {
  svg: string;
  /** Width; as high, unless said otherwise. */
  size: number;
  high?: number;
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

const buddy = (species: Species, stage: StageNumber, items: readonly PictureItem[] = []): BuddyPicture => ({
  kind: 'buddy',
  species,
  stage,
  mood: 'calm',
  items,
});

const embedded = (svg: string, place: string) => {
  const png = new Resvg(svg, { fitTo: { mode: 'width', value: 1024 } }).render().asPng();
  return `<image ${place} href="data:image/png;base64,${Buffer.from(png).toString('base64')}"/>`;
};
const onScene = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1024 640" width="1024" height="640">${inside}</svg>`;
const SCENE = 'width="1024" height="640"';
const onColour = (scene: string, colour: string) =>
  onScene(`<rect ${SCENE} fill="${colour}"/>${embedded(scene, SCENE)}`);
/** Scene and figure as an element lays them over each other. */
const staged = (scene: string, figure: string) =>
  onScene(embedded(scene, SCENE) + embedded(figure, 'x="192" width="640" height="640"'));
const blinking = (picture: BuddyPicture) => {
  const both = [composeFigure(picture), composeBlink(picture)!];
  const place = 'width="512" height="512"';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" ${place}>${both.map((svg) => embedded(svg, place)).join('')}</svg>`;
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
  for (const { svg, size, high = size, caption, card } of cells) {
    const height = high + (caption ? 24 : 0);
    if (x + size > WIDTH - MARGIN) {
      x = MARGIN;
      y += tallest + GAP;
      tallest = 0;
    }
    if (card) parts.push(`<rect x="${x}" y="${y}" width="${size}" height="${high}" rx="18" fill="#ffffff"/>`);
    parts.push(picture(svg, x, y, size, high));
    if (caption)
      parts.push(
        `<text x="${x + size / 2}" y="${y + high + 18}" text-anchor="middle" font-family="sans-serif" font-size="14" fill="#5b5873">${caption}</text>`,
      );
    tallest = Math.max(tallest, height);
    x += size + GAP;
  }
  y += tallest + GAP + 8;
}

/** Each picture is rendered at its real size, as a page would show it, and pasted. */
function picture(svg: string, x: number, top: number, size: number, high = size): string {
  const png = new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
  return `<image x="${x}" y="${top}" width="${size}" height="${high}" href="data:image/png;base64,${Buffer.from(png).toString('base64')}"/>`;
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

heading('Poses, and the blink laid over');
for (const size of [128, 48]) {
  row(
    SPECIES.flatMap((species) => {
      const picture = buddy(species, 3);
      const poses = POSES.map((pose) => ({ svg: composeFigure(picture, pose), caption: pose }));
      const cells = [...poses, { svg: blinking(picture), caption: 'blink' }];
      return cells.map(({ svg, caption }) => ({ svg, size, ...(size > 48 && { caption }) }));
    }),
  );
}

heading('Scenes; the last takes the colour it is laid over');
const SCENES = BUILTIN_ITEM_NAMES.filter((name) => BUILTIN_ITEMS[name] === 'background');
row([
  ...SCENES.map((name) => ({
    svg: composeScene(worn([name])),
    size: 240,
    high: 150,
    caption: BUILTIN_LABELS[name].label,
  })),
  ...['#7cc8a4', '#f4b860', '#8f9bf0'].map((colour) => ({
    svg: onColour(composeScene([]), colour),
    size: 240,
    high: 150,
    caption: colour,
  })),
]);
row(
  SPECIES.map((species, i) => {
    const stage = ([1, 3, 5] as const)[i]!;
    const items = worn([SCENES[i * 2]!, 'cowboy_hat', 'balloon']);
    return { svg: staged(composeScene(items), composeFigure(buddy(species, stage, items))), size: 490, high: 306 };
  }),
);

heading('Faces, and what is still to come');
row([
  ...SPECIES.flatMap((species) =>
    ([1, 5] as const).map((stage) => ({ svg: composeFace(buddy(species, stage)), size: 96 })),
  ),
  ...SPECIES.map((species) => ({ svg: composeSilhouette(buddy(species, 5)), size: 96 })),
  ...(['golden_crown', 'magic_wand', 'hero_cape'] as const).map((name) => ({
    svg: itemSilhouette({ builtin: name }, BUILTIN_ITEMS[name]),
    size: 96,
  })),
]);
row(
  SPECIES.flatMap((species) =>
    ([1, 5] as const).map((stage) => ({ svg: composeFace(buddy(species, stage)), size: 44 })),
  ),
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
