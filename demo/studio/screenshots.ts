import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright';
import { startWithLingua } from '../../test/support/real-server.ts';
import { CHROME_ARGS, findChrome } from '../../test/support/chrome.ts';
import { buildStale } from '../../src/build/build.ts';

/**
 * `npm run screenshots`: the pictures of the documentation, made from the real thing. With `--all=DIR` every width, theme
 * and direction goes to that folder instead, to be looked at.
 */
const DOCS = fileURLToPath(new URL('../../docs/', import.meta.url));
const WIDTHS = [360, 768, 1280];
const HEIGHT = 1000;

/** As different as they come. */
const LOOKS = [
  'look=candy&species=owl&stage=2&name=Olive&items=bow_tie+round_glasses+sunny_meadow',
  'look=paper&species=dragon&stage=3&items=cowboy_hat+scarf+seaside',
  'look=midnight&theme=dark&species=robot&stage=4&name=Cog&items=wizard_hat+magic_wand+starry_night',
];

/** As somebody would draw one. */
const PARTY_HAT = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 180">
  <path d="M80 18 146 170Q80 188 14 170Z" fill="#d6336c"/><path d="M62 60 98 60 110 88 50 88ZM36 118 124 118 136 146 24 146Z" fill="#ffd400"/>
  <circle cx="80" cy="20" r="18" fill="#2bb3a3"/></svg>`;

interface Look {
  width: number;
  theme: 'light' | 'dark';
  dir: 'ltr' | 'rtl';
}

const everything = process.argv.find((argument) => argument.startsWith('--all='))?.slice('--all='.length);

await buildStale();
if (!everything) await import('./contact-sheet.ts');
const data = await mkdtemp(join(tmpdir(), 'hatched-screenshots-'));
const server = await startWithLingua({ DATA_DIR: data });
const browser = await chromium.launch({ executablePath: await findChrome(), args: CHROME_ARGS });
try {
  if (everything) await every(browser, everything);
  else await forDocumentation(browser);
} finally {
  await browser.close();
  await server.stop();
  await rm(data, { recursive: true });
}

async function forDocumentation(browser: Browser): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  // Under whatever port it runs here: the code is that of the static files.
  await page.route(`${server.url}/?*`, async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    await route.fulfill({ response, body: text.replace(/(<meta name="demo-app" content=")[^"]*/, '$1') });
  });
  const show = async (query: string) => {
    await page.goto(`${server.url}/?${query}`);
    await page.locator('hatched-buddy [part=name]').first().waitFor();
    await page.waitForTimeout(1500);
  };
  await show('look=candy&items=cowboy_hat+scarf+sunny_meadow&accent=%235a3fd6');
  await page.screenshot({ path: join(DOCS, 'studio.png') });
  await page.getByRole('tab', { name: 'Art' }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'party-hat.svg',
    mimeType: 'image/svg+xml',
    buffer: Buffer.from(PARTY_HAT),
  });
  await page.getByRole('slider', { name: 'Scale' }).fill('1.2');
  await page.getByRole('radio', { name: 'Species', exact: true }).check({ force: true });
  await page.getByRole('radio', { name: 'Owl, stage 3' }).evaluate((tile) => (tile as HTMLInputElement).click());
  await page.getByRole('slider', { name: 'Down' }).fill('-8');
  await page.screenshot({ path: join(DOCS, 'own-art.png') });
  const cards: string[] = [];
  for (const query of LOOKS) {
    await show(`${query}&width=360`);
    const card = await page.locator('hatched-buddy').screenshot({ omitBackground: true });
    cards.push(`<img src="data:image/png;base64,${card.toString('base64')}">`);
  }
  const style = 'margin:0;padding:24px;display:inline-flex;gap:24px;align-items:start;background:#f3f4f6';
  const board = await browser.newPage({ viewport: { width: 1200, height: 760 } });
  await board.setContent(`<body style="${style}">${cards.join('')}</body>`);
  await board.locator('body').screenshot({ path: join(DOCS, 'looks.png') });
  await page.close();
  await board.close();
}

/** As far as it goes before it hatches. */
async function warmTheEgg(page: Page, look = async (_warmth: number): Promise<void> => undefined): Promise<void> {
  await page.getByLabel('Learner').selectOption('mia');
  await page.getByRole('button', { name: 'Start over' }).click();
  for (let warmth = 0; warmth <= 3; warmth++) {
    if (warmth > 0) await page.getByRole('button', { name: 'Complete a lesson' }).click();
    await page.locator(`hatched-egg [role=progressbar][aria-valuenow="${warmth}"]`).waitFor();
    await look(warmth);
  }
}

async function every(browser: Browser, folder: string): Promise<void> {
  for (const width of WIDTHS) {
    for (const theme of ['light', 'dark'] as const) {
      for (const dir of ['ltr', 'rtl'] as const) {
        const name = join(folder, `${width}-${theme}-${dir}`);
        const page = await open(browser, { width, theme, dir });
        await page.screenshot({ path: `${name}.png`, fullPage: true });
        await page.locator('hatched-buddy [part=market-button]').click();
        await settled(page);
        await page.screenshot({ path: `${name}-shop.png` });
        await page.keyboard.press('Escape');
        const take = async (state: string) => {
          await settled(page);
          await page.screenshot({ path: `${name}-egg-${state}.png`, fullPage: true });
        };
        await warmTheEgg(page, (warmth) => take(String(warmth)));
        await page.locator('hatched-egg').getByRole('button').press('Enter');
        await take('hatching');
        await page.locator('hatched-egg form').waitFor();
        await take('newcomer');
        await page.keyboard.press('Enter');
        await page.locator('hatched-buddy [part=name]').waitFor();
        await take('hatched');
        await page.close();
      }
    }
  }
}

async function open(browser: Browser, { width, theme, dir }: Look): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: HEIGHT }, colorScheme: theme });
  await page.goto(server.app);
  if (dir === 'rtl') {
    await page.locator('select[name=dir]').selectOption('rtl');
    await page.locator('select[name=lang]').selectOption('ar');
  }
  await page.locator('hatched-buddy [part=name]').waitFor();
  await settled(page);
  return page;
}

/** Nothing is being fetched, and what moves has come to rest. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const images = [...(document.querySelector('hatched-buddy')?.shadowRoot?.querySelectorAll('img') ?? [])];
    return images.every((image) => image.complete);
  });
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .flatMap((animation) =>
          Number.isFinite(animation.effect?.getComputedTiming().endTime) ? [animation.finished] : [],
        ),
    ),
  );
  await page.waitForTimeout(600);
}
