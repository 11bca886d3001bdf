import { gzipSync } from 'node:zlib';
import { BUILTIN_ITEM_NAMES, BUILTIN_ITEMS, MOODS, SPECIES, STAGE_NUMBERS } from '../../src/contract/buddy/art.ts';
import { compose, type PictureItem } from '../../src/art/index.ts';
import { drawPng } from '../../src/server/pictures/rasterise/rasterise.ts';
import { type Figure, median } from './measure.ts';

const PNG_WIDTH = 512;
const PNGS = 40;

/** Every species, stage and mood, bare and in each of the thirty items: what pictures weigh and what they cost. */
export async function benchPictures(): Promise<Figure[]> {
  const pictures = outfits().flatMap((items) =>
    SPECIES.flatMap((species) =>
      STAGE_NUMBERS.flatMap((stage) => MOODS.map((mood) => ({ species, stage, mood, items }))),
    ),
  );
  const drawn = pictures.map((picture) => {
    const started = performance.now();
    const svg = compose({ kind: 'buddy', ...picture });
    return { svg, ms: performance.now() - started };
  });
  const kilobytes = drawn.map(({ svg }) => gzipSync(svg).length / 1024);
  const times = drawn.map(({ ms }) => ms);
  const pngs = await pngTimes(drawn.map(({ svg }) => svg));
  const both = (values: number[], unit: string) =>
    `${median(values).toFixed(1)} ${unit}, at most ${Math.max(...values).toFixed(1)}`;
  return [
    {
      what: `the largest of ${pictures.length} pictures, gzip`,
      value: Math.max(...kilobytes),
      unit: 'kB',
      limit: 12,
      holds: 'at most',
      detail: `median ${median(kilobytes).toFixed(1)} kB; composed in ${both(times, 'ms')}; PNG at ${PNG_WIDTH} px in ${both(pngs, 'ms')}`,
    },
  ];
}

function outfits(): PictureItem[][] {
  const worn = BUILTIN_ITEM_NAMES.map((name) => ({
    item_id: name,
    category: BUILTIN_ITEMS[name],
    label: name,
    art: { builtin: name },
  }));
  return [[], ...worn.map((item) => [item])];
}

/** One after the other, as the server draws them. The first starts the drawing process and does not count. */
async function pngTimes(svgs: string[]): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index <= PNGS; index++) {
    const started = performance.now();
    await drawPng(svgs[Math.floor((index * svgs.length) / (PNGS + 1))]!, PNG_WIDTH);
    if (index > 0) times.push(performance.now() - started);
  }
  return times;
}
