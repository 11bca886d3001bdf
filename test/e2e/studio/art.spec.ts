import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from 'playwright/test';
import { demoServer } from '../../support/demo-server.ts';
import { thrownOn } from '../../support/page-errors.ts';
import { openStudio } from './page.ts';

/** The studio: own art that is tried on, and what can be taken along as a file. */

const server = demoServer();

const HAT = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 120"><path d="M20 110Q100-60 180 110Z" fill="#d6336c"/></svg>`;
const svg = (text: string, name = 'hat.svg') => ({ name, mimeType: 'image/svg+xml', buffer: Buffer.from(text) });
const configuration = async (page: Page) => JSON.parse((await page.getByLabel('Configuration').textContent())!);
const refusal = (page: Page) => page.locator('.refused');
const take = (page: Page, file: ReturnType<typeof svg>) => page.locator('input[type=file]').setInputFiles(file);

async function openArt(page: Page): Promise<void> {
  await openStudio(page, server.url);
  await page.getByRole('tab', { name: 'Art' }).click();
}

test('a dropped picture is on everybody at once, is moved by its frame, and the configuration says so', async ({
  page,
}) => {
  const problems = thrownOn(page);
  await openStudio(page, server.url);
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'hat.svg', { type: 'image/svg+xml' }));
    return data;
  }, HAT);
  await page.locator('.canvas').dispatchEvent('dragover', { dataTransfer: transfer });
  await page.locator('.canvas').dispatchEvent('drop', { dataTransfer: transfer });
  await expect(page.locator('.tile')).toHaveCount(15);
  const written = await page.locator('.tile img').evaluateAll((all) => all.map((one) => (one as HTMLImageElement).src));
  expect(written.filter((src) => decodeURIComponent(src).includes(btoa(HAT)))).toHaveLength(15);

  await page.getByRole('radio', { name: 'Species', exact: true }).check({ force: true });
  const owl = page.locator('.tile').filter({ hasText: 'Owl, stage 2' }).locator('.anchor');
  const box = (await owl.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 20, y, { steps: 4 });
  await page.mouse.up();
  const { items } = await configuration(page);
  expect(items[0]).toMatchObject({ label: 'hat', category: 'head', art: { asset_id: 'ast_…' } });
  expect(items[0].art.place).toMatchObject([{ species: 'owl' }]);
  expect(items[0].art.place[0].x).toBeGreaterThan(40);
  const after = (await owl.boundingBox())!;
  expect(Math.abs(after.x - box.x - 20)).toBeLessThan(3);

  const corner = (await owl.locator('.corner').boundingBox())!;
  await page.mouse.move(corner.x + 7, corner.y + 7);
  await page.mouse.down();
  await page.mouse.move(corner.x + 27, corner.y + 22, { steps: 4 });
  await page.mouse.up();
  expect((await configuration(page)).items[0].art.place[0].scale).toBeGreaterThan(1.2);
  expect(problems).toEqual([]);
});

test('the keyboard places it, too', async ({ page }) => {
  await openArt(page);
  await take(page, svg(HAT));
  await page.getByRole('radio', { name: 'Dragon, stage 3' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Dragon, stage 4' })).toBeChecked();
  await page.getByRole('radio', { name: 'Everywhere' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText('The sliders are those of dragon, stage 4.')).toBeVisible();
  for (const name of ['Across', 'Scale', 'Layer']) {
    await page.getByRole('slider', { name }).focus();
    await page.keyboard.press('ArrowRight');
  }
  const { items } = await configuration(page);
  expect(items[0].art.place).toEqual([{ species: 'dragon', stage: 4, x: 1, scale: 1.05, layer: 71 }]);
  await page.getByRole('button', { name: 'Put it back' }).click();
  expect((await configuration(page)).items[0].art).toEqual({ asset_id: 'ast_…' });
});

test('what was done to own art is undone and done again, between what was chosen before and after', async ({
  page,
}) => {
  await openStudio(page, server.url);
  await page.getByRole('radio', { name: 'Owl' }).check({ force: true });
  await page.getByRole('tab', { name: 'Art' }).click();
  await take(page, svg(HAT));
  await expect(page.locator('.tile')).toHaveCount(15);
  await take(page, svg(HAT, 'other.svg'));
  await expect(page.getByLabel('Configuration')).toContainText('"other"');
  await page.getByRole('slider', { name: 'Across' }).fill('40');
  const art = async () => {
    const [item] = (await configuration(page)).items;
    return [item.label, item.art.place?.x];
  };
  expect(await art()).toEqual(['other', 40]);

  const [undo, redo] = ['Undo', 'Redo'].map((name) => page.getByRole('button', { name }));
  await undo!.click();
  await expect.poll(art).toEqual(['other', undefined]);
  await page.keyboard.press('Control+z');
  await expect.poll(art).toEqual(['hat', undefined]);
  await undo!.click();
  await expect(page.locator('.drop')).toBeVisible();
  // Before that the species was chosen: it is shown as it comes back.
  await undo!.click();
  await expect(page.getByRole('radio', { name: 'Dragon' })).toBeChecked();
  for (let step = 0; step < 4; step++) await redo!.click();
  await expect.poll(art).toEqual(['other', 40]);
  await expect(redo!).toBeDisabled();
});

test('a picture of a stage is a species of its own', async ({ page }) => {
  await openArt(page);
  await page.getByRole('radio', { name: 'Stage', exact: true }).check({ force: true });
  await take(page, svg(HAT, 'fox.svg'));
  await expect(page.locator('.tile')).toHaveCount(5);
  // The frame is the whole picture: its corner can be taken hold of where it is seen.
  const corner = page.locator('.anchor.chosen .corner');
  const { x, y, width, height } = (await corner.boundingBox())!;
  const isOnTop = (one: Element, at: number[]) =>
    (one.getRootNode() as ShadowRoot).elementFromPoint(at[0]!, at[1]!) === one;
  expect(await corner.evaluate(isOnTop, [x + width - 4, y + height - 4])).toBe(true);
  expect((await configuration(page)).species).toEqual([
    { key: 'my_creature', label: 'fox', assets: [{ stage: 3, asset_id: 'ast_…' }] },
  ]);
});

for (const [what, file, sentence] of [
  ['is too large', svg(HAT + ' '.repeat(600 * 1024)), /601 kB\. A picture may have 512 kB/],
  [
    'is no picture',
    svg('hello', 'notes.txt'),
    /^This is not a picture that can be used\. Drop an SVG, a PNG or a WebP\.$/,
  ],
  ['is only called one', { ...svg('GIF89a', 'a.png'), mimeType: 'image/png' }, /^This is not a picture/],
  ['is damaged', { ...svg('', 'a.png'), buffer: Buffer.from('\x89PNG\r\n\x1a\nno', 'latin1') }, /^a\.png is damaged/],
  ['holds a script', svg(HAT.replace('<path', '<script>alert(1)</script><path')), /^The SVG holds scripts\./],
  ['holds a handler', svg(HAT.replace('<path', '<path onclick="alert(1)"')), /^The SVG holds scripts\./],
  ['holds text', svg(HAT.replace('<path', '<text>A</text><path')), /^The SVG holds text\. Convert it to outlines\.$/],
  ['has sides without end', svg(HAT.replace('0 0 200 120', '0 0 9000 9000')), /^The picture is 9000 × 9000 pixels\./],
] as const) {
  test(`a file that ${what} is refused with a sentence, and what was there stays`, async ({ page }) => {
    await openArt(page);
    await take(page, svg(HAT));
    await expect(page.locator('.tile')).toHaveCount(15);
    await take(page, file);
    await expect(refusal(page)).toHaveText(sentence);
    expect((await configuration(page)).items[0].label).toBe('hat');
    await take(page, svg(HAT, 'mended.svg'));
    await expect(refusal(page)).toHaveText('');
    expect((await configuration(page)).items[0].label).toBe('mended');
  });
}

test('a theme is saved as CSS and as JSON, and the canvas as PNG', async ({ page }) => {
  await openStudio(page, server.url, '?look=paper&accent=%235a3fd6&radius=4');
  const saved = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name, exact: true }).click(),
    ]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const css = await saved('CSS');
  expect(css.name).toBe('hatched-buddy-theme.css');
  expect(css.bytes.toString()).toBe('hatched-buddy {\n  --hatched-accent: #5a3fd6;\n  --hatched-radius: 4px;\n}\n');
  const json = await saved('JSON');
  expect(JSON.parse(json.bytes.toString())).toEqual({
    look: 'paper',
    theme: 'light',
    properties: { '--hatched-accent': '#5a3fd6', '--hatched-radius': '4px' },
  });
  const png = await saved('PNG');
  expect(png.name).toBe('hatched-buddy.png');
  const shown = (await page.locator('.stages').boundingBox())!;
  const drawn = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
    return { width: image.width, height: image.height, colors: new Set(pixels).size };
  }, png.bytes.toString('base64'));
  expect([drawn.width, drawn.height]).toEqual([Math.floor(shown.width * 2), Math.floor(shown.height * 2)]);
  // An empty canvas has one colour; the buddy has many.
  expect(drawn.colors).toBeGreaterThan(100);
});

test('a pair that cannot be read is told, and mended', async ({ page }) => {
  await openStudio(page, server.url, '?accent=%23f2c200');
  await page.getByRole('tab', { name: 'Contrast' }).click();
  await expect(page.getByText('All 13 pairs can be read')).toBeVisible();
  // What a page's own style sheet would do.
  await page
    .locator('hatched-buddy')
    .first()
    .evaluate((element) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('hatched-buddy { --hatched-on-accent: #ffffff }');
      (element.getRootNode() as ShadowRoot).adoptedStyleSheets.push(sheet);
    });
  await page.getByRole('tab', { name: 'Look' }).click();
  await page.getByRole('slider', { name: 'Radius' }).fill('5');
  const label = page.locator('.pairs li').filter({ hasText: 'Label of a button' });
  await expect(label.locator('output')).toHaveText(/fail/);
  await expect(page.getByText('1 of 13 pairs cannot be read well.')).toBeVisible();
  await label.getByRole('button', { name: 'Mend' }).click();
  await expect(label.locator('output')).toHaveText(/pass/);
  await expect(page.getByText('All 13 pairs can be read')).toBeVisible();
  expect(new URL(page.url()).searchParams.get('accent')).toMatch(/^#[0-9a-f]{6}$/);
});
