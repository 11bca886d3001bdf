import { expect, test } from 'vitest';
import { createPngMaker } from '../../../src/server/pictures/png.ts';
import { Undrawable } from '../../../src/server/pictures/rasterise/rasterise.ts';

const SQUARE = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="9" height="9"/></svg>',
);
const from = { address: '192.0.2.1' };

test('what cannot be drawn is remembered for ten minutes, in every size', async () => {
  let now = 1;
  const maker = createPngMaker(() => now);
  const broken = { name: 'picture', svg: Buffer.from('<svg'), ...from };
  const sizes = [64, 65, 66, 67].map((width) => maker.png({ ...broken, width }));
  const problems = (await Promise.allSettled(sizes)).map((one) => (one as PromiseRejectedResult).reason as unknown);
  expect(problems[0]).toBeInstanceOf(Undrawable);
  // The very same: nobody tried again.
  expect(new Set(problems).size).toBe(1);
  // It could be drawn by now, and is not asked.
  const mended = { name: 'picture', svg: SQUARE, width: 64, ...from };
  await expect(maker.png(mended)).rejects.toBe(problems[0]);
  now = 600_002;
  expect((await maker.png(mended)).readUInt32BE(16)).toBe(64);
});

test('the same picture in the same size is drawn once', async () => {
  const maker = createPngMaker(Date.now);
  const wanted = { name: 'square', svg: SQUARE, width: 64, ...from };
  const [first, second] = await Promise.all([maker.png(wanted), maker.png(wanted)]);
  expect(second).toBe(first);
  expect(await maker.png(wanted)).toBe(first);
  expect(maker.has(wanted)).toBe(true);
});
