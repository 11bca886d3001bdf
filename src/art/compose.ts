import { CANVAS, CATEGORY_DEPTH, type Category } from '../contract/art.ts';
import { aura } from './aura.ts';
import { CREATURES } from './creatures/index.ts';
import { egg } from './egg.ts';
import { PIECES } from './items/index.ts';
import type { Piece } from './items/piece.ts';
import { motionStyle } from './motion.ts';
import { INK } from './paint.ts';
import { boxOf } from './place.ts';
import { type CreatureParts, GROUND, MIDDLE, type Rig, type Sleeve } from './rig.ts';
import { shellOnGround } from './shell.ts';
import { escapeXml, svg } from './svg.ts';
import type { AssetSource, BuddyPicture, EggPicture, PictureItem } from './types.ts';

/** A drawn part and where it belongs: `head` parts lie in the head's coordinates and move with it. */
export interface Layer {
  name: string;
  space: 'canvas' | 'head';
  markup: string;
}

/** The whole picture as an SVG document of 512 × 512; the same picture gives the same bytes. */
export function compose(picture: BuddyPicture | EggPicture): string {
  if (picture.kind === 'egg') return svgDocument(egg(picture));
  const rig = rigOf(picture);
  const layers = layersOf(picture, rig);
  const body = layers.filter(({ name, space }) => name !== 'background' && space === 'canvas');
  const cut = body.findIndex(({ name }) => name === 'accessory' || name === 'aura');
  const [under, over] = cut < 0 ? [body, []] : [body.slice(0, cut), body.slice(cut)];
  const head = markup(layers.filter(({ space }) => space === 'head'));
  return svgDocument(svg`${markup(layers.filter(({ name }) => name === 'background'))}
    <g class="breathe">${markup(under)}${head && inHead(rig, head)}</g>${markup(over)}`);
}

export function rigOf({ species, stage, mood, items }: BuddyPicture): Rig {
  return CREATURES[species].rig(
    stage,
    mood,
    items.some(({ category }) => category === 'hand'),
  );
}

/** Every layer from back to front: scene, creature and items by category, then by item key. */
export function layersOf(picture: BuddyPicture, rig = rigOf(picture)): Layer[] {
  const items = withoutRepeats(inOrder(picture.items));
  const own = picture.stage_art;
  const parts = own ? ownCreature(own) : drawnCreature(picture, rig, items);
  const of = (...categories: Category[]) =>
    items
      .filter(({ category }) => categories.includes(category))
      .map((item) => itemLayer(item, rig, own !== undefined));
  const part = (name: keyof CreatureParts, space: Layer['space'] = 'canvas'): Layer => ({
    name: `creature-${name}`,
    space,
    markup: parts[name],
  });
  return [
    ...of('background'),
    { name: 'shadow', space: 'canvas', markup: own ? '' : shadow(rig) },
    { name: 'shell', space: 'canvas', markup: own || picture.stage > 1 ? '' : shellOnGround(picture.species, GROUND) },
    part('behind'),
    ...items.map((item) => behindLayer(item, rig)),
    part('torso'),
    ...of('body'),
    part('feet'),
    ...of('feet', 'hand'),
    part('arms'),
    ...of('neck'),
    part('head', 'head'),
    ...of('face', 'head'),
    {
      name: 'aura',
      space: 'canvas',
      markup: own
        ? ''
        : aura(
            rig,
            picture.mood,
            items.some(({ category }) => category === 'accessory'),
          ),
    },
    ...of('accessory'),
  ].filter((layer): layer is Layer => layer.markup !== '');
}

export function inOrder(items: readonly PictureItem[]): PictureItem[] {
  return [...items].sort(
    (a, b) =>
      CATEGORY_DEPTH[a.category] - CATEGORY_DEPTH[b.category] ||
      (a.item_id < b.item_id ? -1 : Number(a.item_id > b.item_id)),
  );
}

/** Two items that share a drawing would lie on top of each other: once is enough. */
function withoutRepeats(items: readonly PictureItem[]): PictureItem[] {
  const drawn = new Set<string>();
  return items.filter(({ art }) => !('builtin' in art) || (!drawn.has(art.builtin) && drawn.add(art.builtin)));
}

function drawnCreature({ species, mood }: BuddyPicture, rig: Rig, items: readonly PictureItem[]): CreatureParts {
  const sleeve = items.map((item) => pieceOf(item)?.sleeve).find((found): found is Sleeve => found !== undefined);
  // Built-in shoes replace the feet; a workspace's own may not cover them, and are drawn over.
  const hides = items.filter((item) => item.category !== 'feet' || pieceOf(item));
  return CREATURES[species].draw(rig, mood, {
    categories: new Set(hides.map(({ category }) => category)),
    ...(sleeve && { sleeve }),
  });
}

function ownCreature(source: AssetSource): CreatureParts {
  return { behind: '', torso: image(source, 0, 0, CANVAS, CANVAS), feet: '', arms: '', head: '' };
}

export function pieceOf({ art }: Pick<PictureItem, 'art'>): Piece | undefined {
  return 'builtin' in art ? PIECES[art.builtin] : undefined;
}

function itemLayer({ art, category }: PictureItem, rig: Rig, ownStage: boolean): Layer {
  if ('builtin' in art) {
    const piece = PIECES[art.builtin];
    return { name: category, space: piece.space, markup: piece.draw(rig) };
  }
  if (ownStage) return { name: category, space: 'canvas', markup: image(art, 0, 0, CANVAS, CANVAS) };
  const { x, y, w, h, align, space } = boxOf(rig, category);
  return {
    name: category,
    space,
    markup: image(art, x, y, w, h, category === 'background' ? 'xMidYMid slice' : align),
  };
}

function behindLayer(item: PictureItem, rig: Rig): Layer {
  return { name: `${item.category}-behind`, space: 'canvas', markup: pieceOf(item)?.behind?.(rig) ?? '' };
}

/** Own art is embedded as an image: its ids, styles and scripts stay inside it. */
export function image({ asset }: AssetSource, x: number, y: number, w: number, h: number, fit = 'xMidYMid'): string {
  const href = escapeXml(`data:${asset.media_type};base64,${asset.base64}`);
  return svg`<image x="${x}" y="${y}" width="${w}" height="${h}" preserveAspectRatio="${fit}" href="${href}"/>`;
}

export function inHead({ head }: Rig, inside: string): string {
  return svg`<g transform="translate(${head.x} ${head.y}) rotate(${head.tilt})"><g class="nod">${inside}</g></g>`;
}

function shadow({ torso }: Rig): string {
  return svg`<ellipse cx="${MIDDLE}" cy="${GROUND}" rx="${torso.w * 0.72}" ry="13" fill="${INK}" fill-opacity=".16"/>`;
}

function markup(layers: readonly Layer[]): string {
  return layers.map((layer) => layer.markup).join('');
}

export function svgDocument(inside: string, box = `0 0 ${CANVAS} ${CANVAS}`): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="${CANVAS}" height="${CANVAS}">${motionStyle(inside)}${inside}</svg>`;
}
