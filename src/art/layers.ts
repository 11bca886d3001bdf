import { CANVAS, CATEGORY_DEPTH, type Category, type Pose } from '../contract/buddy/art.ts';
import { aura, flame } from './body/aura.ts';
import { ASIDE, type Gaze } from './body/expression.ts';
import { boxOf } from './body/place.ts';
import { type CreatureParts, GROUND, MIDDLE, type Rig, type Sleeve } from './body/rig.ts';
import { CREATURES } from './creatures/index.ts';
import { shellOnGround } from './egg/shell.ts';
import { PIECES } from './items/index.ts';
import type { Piece } from './items/piece.ts';
import { INK } from './pen/paint.ts';
import { escapeXml, num, svg } from './pen/svg.ts';
import type { AssetSource, BuddyPicture, PictureItem, Placement } from './types.ts';

/** A drawn part and where it belongs: `head` parts lie in the head's coordinates and move with it. */
interface Layer {
  name: string;
  space: 'canvas' | 'head';
  markup: string;
}

/** What the pose `look` looks at, by where items of a category are. */
const GAZES: Record<Category, Gaze> = {
  background: { x: -0.8, y: -0.3 },
  body: { x: -0.25, y: 1 },
  feet: { x: 0.25, y: 1.15 },
  hand: { x: -1, y: 0.5 },
  neck: { x: -0.2, y: 0.9 },
  face: { x: 0.5, y: -0.3 },
  head: { x: 0.3, y: -1 },
  accessory: { x: 1, y: -0.7 },
};

/** A creature's measures as the picture holds it; `towards` is the category that the pose `look` looks at. */
export function rigOf({ species, stage, mood, items }: BuddyPicture, pose?: Pose, towards?: Category): Rig {
  const holding = items.some(({ category }) => category === 'hand');
  const at = towards ?? (holding ? 'hand' : undefined);
  const outfit = {
    holding,
    shod: items.some((item) => item.category === 'feet' && pieceOf(item)),
    sleeved: items.some((item) => pieceOf(item)?.sleeve),
  };
  return CREATURES[species].rig(stage, pose ?? mood, outfit, at ? GAZES[at] : ASIDE);
}

/** Every layer of the figure from back to front: creature and items by category, then by item key. No scene. */
export function layersOf(picture: BuddyPicture, rig = rigOf(picture)): Layer[] {
  const items = wornItems(picture);
  const own = picture.stageArt;
  const parts = own ? ownCreature(own, picture.stagePlace) : drawnCreature(picture, rig);
  /** The items of these depths, the upper one left out. */
  const between = (from: number, to: number) =>
    items
      .filter((item) => depthOf(item) >= from && depthOf(item) < to)
      .map((item) => itemLayer(item, rig, own !== undefined));
  const body = own ? (picture.stagePlace?.layer ?? CATEGORY_DEPTH.body) : CATEGORY_DEPTH.body;
  const part = (name: keyof CreatureParts, space: Layer['space'] = 'canvas'): Layer => ({
    name: `creature-${name}`,
    space,
    markup: parts[name],
  });
  const around: Layer = {
    name: 'aura',
    space: 'canvas',
    markup: own
      ? ''
      : aura(
          rig,
          items.some(({ category }) => category === 'accessory'),
        ),
  };
  return [
    { name: 'flame', space: 'canvas', markup: own ? '' : flame(rig) },
    { name: 'shadow', space: 'canvas', markup: own ? '' : shadow(rig) },
    { name: 'shell', space: 'canvas', markup: own || picture.stage > 1 ? '' : shellOnGround(picture.species, GROUND) },
    part('behind'),
    ...items.map((item) => behindLayer(item, rig)),
    ...between(0, body),
    part('torso'),
    ...between(body, CATEGORY_DEPTH.feet),
    part('feet'),
    ...between(Math.max(body, CATEGORY_DEPTH.feet), CATEGORY_DEPTH.neck),
    part('arms'),
    ...between(Math.max(body, CATEGORY_DEPTH.neck), CATEGORY_DEPTH.face),
    part('head', 'head'),
    ...between(Math.max(body, CATEGORY_DEPTH.face), CATEGORY_DEPTH.accessory),
    part('over', 'head'),
    around,
    ...between(Math.max(body, CATEGORY_DEPTH.accessory), Infinity),
  ].filter((layer): layer is Layer => layer.markup !== '') as Layer[];
}

/** The layers as markup; the head's parts move with the head. */
export function stacked(layers: readonly Layer[], rig: Rig): string {
  let [markup, head] = ['', ''];
  const closeHead = () => {
    if (head) markup += inHead(rig, head);
    head = '';
  };
  for (const layer of layers) {
    if (layer.space === 'head') {
      head += layer.markup;
    } else {
      closeHead();
      markup += layer.markup;
    }
  }
  closeHead();
  return markup;
}

/** The scene that lies behind the figure: the item of that category, where there is one. */
export function sceneOf(items: readonly PictureItem[]): PictureItem | undefined {
  return inOrder(items).find(({ category }) => category === 'background');
}

export function wornItems({ items }: BuddyPicture): PictureItem[] {
  return withoutRepeats(inOrder(items)).filter(({ category }) => category !== 'background');
}

function inOrder(items: readonly PictureItem[]): PictureItem[] {
  return [...items].sort(
    (a, b) => depthOf(a) - depthOf(b) || (a.item_id < b.item_id ? -1 : Number(a.item_id > b.item_id)),
  );
}

const depthOf = ({ category, place }: PictureItem): number => place?.layer ?? CATEGORY_DEPTH[category];

/** Two items that share a drawing would lie on top of each other: once is enough. */
function withoutRepeats(items: readonly PictureItem[]): PictureItem[] {
  const drawn = new Set<string>();
  return items.filter(({ art }) => !('builtin' in art) || (!drawn.has(art.builtin) && drawn.add(art.builtin)));
}

export function drawnCreature(picture: BuddyPicture, rig: Rig): CreatureParts {
  const items = wornItems(picture);
  const sleeve = items.map((item) => pieceOf(item)?.sleeve).find((found): found is Sleeve => found !== undefined);
  // Built-in shoes replace the feet; a workspace's own may not cover them, and are drawn over.
  const hides = items.filter((item) => item.category !== 'feet' || pieceOf(item));
  return CREATURES[picture.species].draw(rig, {
    categories: new Set(hides.map(({ category }) => category)),
    ...(sleeve && { sleeve }),
  });
}

function ownCreature(source: AssetSource, place: Placement | undefined): CreatureParts {
  const torso = moved(image(source, 0, 0, CANVAS, CANVAS), place, CANVAS / 2, CANVAS / 2);
  return { behind: '', torso, feet: '', arms: '', head: '', over: '', lids: '' };
}

function pieceOf({ art }: Pick<PictureItem, 'art'>): Piece | undefined {
  return 'builtin' in art ? PIECES[art.builtin] : undefined;
}

/** A drawing where a configuration wants it; `cx`, `cy` is the middle that it is scaled about. */
function moved(markup: string, place: Placement | undefined, cx: number, cy: number): string {
  const { x = 0, y = 0, scale = 1 } = place ?? {};
  if ((x === 0 && y === 0 && scale === 1) || markup === '') return markup;
  const about =
    scale === 1 ? '' : `translate(${num(cx)} ${num(cy)}) scale(${scale}) translate(${num(-cx)} ${num(-cy)})`;
  return svg`<g transform="translate(${x} ${y})${about && ` ${about}`}">${markup}</g>`;
}

/** The item's drawing in its category's place, and from there where its configuration moves it. */
export function itemLayer(item: PictureItem, rig: Rig, ownStage: boolean): Layer {
  const layer = unmovedLayer(item, rig, ownStage);
  if (!item.place) return layer;
  const box = ownStage && 'asset' in item.art ? { x: 0, y: 0, w: CANVAS, h: CANVAS } : boxOf(rig, item.category);
  return { ...layer, markup: moved(layer.markup, item.place, box.x + box.w / 2, box.y + box.h / 2) };
}

function unmovedLayer({ art, category }: PictureItem, rig: Rig, ownStage: boolean): Layer {
  if ('builtin' in art) {
    const piece = PIECES[art.builtin];
    return { name: category, space: piece?.space ?? 'canvas', markup: piece?.draw(rig) ?? '' };
  }
  if (ownStage) return { name: category, space: 'canvas', markup: image(art, 0, 0, CANVAS, CANVAS) };
  const { x, y, w, h, align, space } = boxOf(rig, category);
  return { name: category, space, markup: image(art, x, y, w, h, align) };
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
  return svg`<g transform="translate(${head.x} ${head.y}) rotate(${head.tilt})">${inside}</g>`;
}

function shadow({ torso }: Rig): string {
  return svg`<ellipse cx="${MIDDLE}" cy="${GROUND}" rx="${torso.w * 0.72}" ry="13" fill="${INK}" fill-opacity=".16"/>`;
}
