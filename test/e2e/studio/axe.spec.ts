import { createRequire } from 'node:module';
import { expect, test } from 'playwright/test';
import { demoServer } from '../../support/demo-server.ts';
import { buddy, tab } from './page.ts';

/** Axe on every pane of the studio. */

const server = demoServer();

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

for (const { width, height, scheme } of [
  { width: 1280, height: 800, scheme: 'light' },
  { width: 1280, height: 800, scheme: 'dark' },
  { width: 360, height: 740, scheme: 'light' },
] as const) {
  test(`axe finds nothing at ${width} px, ${scheme}`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(server.url);
    await expect(buddy(page).locator('[part=name]')).toBeVisible();
    await page.addScriptTag({ path: AXE });
    const look = () =>
      page.evaluate(async () => {
        const { axe } = window as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> };
        };
        return (await axe.run()).violations.map(
          ({ id, nodes }) => `${id}: ${JSON.stringify(nodes.map(({ target }) => target))}`,
        );
      });
    if (width < 900) await page.getByRole('button', { name: 'Choose' }).click();
    for (const name of ['Buddy', 'Look', 'Content', 'State', 'Art']) {
      await tab(page, name).click();
      expect(await look(), name).toEqual([]);
    }
    if (width < 900) await page.getByRole('button', { name: 'Code and events' }).click();
    for (const name of ['Code', 'Events', 'Contrast']) {
      await tab(page, name).click();
      expect(await look(), name).toEqual([]);
    }
    await context.close();
  });
}
