import { describe, expect, test } from 'vitest';
import { sanitiseSvg } from '../../../../src/server/pictures/assets/sanitise-svg.ts';
import { UnusablePicture } from '../../../../src/art/assets/unusable.ts';

const svg = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">${inside}<rect width="9" height="9"/></svg>`;
const repeated = (text: string, length: number) => text.repeat(Math.ceil(length / text.length));

// Read from each repetition to the end, these would take longer than the runner waits.
describe('beginnings that never go on are read once', () => {
  test.each(['<', '<a', '<a:', '<svg', '<image', '<fe', '<!DOCTYPE', '<!DOCTYPE ['])('%s', async (beginning) => {
    await expect(sanitiseSvg(svg(repeated(beginning, 2_000_000)))).rejects.toThrow(UnusablePicture);
  });

  test('a name as long as the file', async () => {
    await expect(sanitiseSvg(svg(`<${repeated('a', 2_000_000)}`))).rejects.toThrow(UnusablePicture);
  });

  test.each(['url(#', '=&quot;url(#', '&lt;mask id='])('%s in an id', async (beginning) => {
    const text = svg(`<path id="${repeated(beginning, 480_000)}" d="M0 0h9v9z"/>`);
    for (let time = 1; time <= 3; time++) {
      const clean = await sanitiseSvg(text).catch((error: unknown) => error);
      if (!(clean instanceof UnusablePicture)) expect(clean).toMatchObject({ width: 10, height: 10 });
    }
  });
});

describe('what is drawn too often is counted under any name', () => {
  const RECT = 'width="9" height="9" fill="#fff"';

  test.each(['m', 'm(', 'm&gt;', 'url(#m'])('masks called %s', async (name) => {
    const rect = (n: number) => `<rect ${RECT} mask="url(#${name}${n})"/>`;
    const all = Array.from({ length: 12 }, (_, n) => `<mask id="${name}${n + 1}">${rect(n)}${rect(n)}</mask>`);
    const text = svg(`<mask id="${name}0"><rect ${RECT}/></mask>${all.join('')}${rect(12)}`);
    await expect(sanitiseSvg(text)).rejects.toThrow(/Flatten/);
  });

  test('several filters of one group', async () => {
    const blur = '<filter id="f"><feGaussianBlur stdDeviation="1"/></filter>';
    const group = '<g filter="url(#f) url(#f) url(#f)"><rect width="4" height="4"/></g>';
    await expect(sanitiseSvg(svg(blur + group.repeat(170)))).rejects.toThrow(/Flatten/);
    expect((await sanitiseSvg(svg(blur + group))).svg).toContain('url(#f) url(#f) url(#f)');
  });
});
