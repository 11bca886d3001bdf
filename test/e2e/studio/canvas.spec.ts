import { expect, test } from 'playwright/test';
import { demoServer } from '../../support/demo-server.ts';
import { buddy, openStudio, tab } from './page.ts';

/** The studio's canvas: everything is seen, as large as it is said to be, and the controls say what is painted. */

const server = demoServer();

test('nothing on the canvas is cut off, however wide it is and in every scene, light beside dark', async ({ page }) => {
  for (const search of [
    'width=1200&size=full',
    'theme=both',
    ...['app', 'sidebar', 'phone', 'sizes'].flatMap((scene) => [`scene=${scene}`, `scene=${scene}&theme=both`]),
  ]) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${server.url}/?${search}`);
    await expect(buddy(page)).toBeVisible();
    const wide = () =>
      page.locator('.canvas').evaluate((canvas) => {
        const right = canvas.getBoundingClientRect().right;
        const elements = [...canvas.querySelectorAll('hatched-buddy')];
        // Each lies in its own stage, and beside the others.
        const over = elements.filter((element) => {
          const [box, stage] = [element, element.closest('.stage')!].map((one) => one.getBoundingClientRect());
          return box!.right > stage!.right + 1 || box!.left < stage!.left - 1 || box!.right > right + 1;
        });
        const boxes = elements.map((element) => element.getBoundingClientRect());
        const meet = boxes.filter((one, at) =>
          boxes.some(
            (other, on) =>
              on > at &&
              one.left < other.right &&
              other.left < one.right &&
              one.top < other.bottom &&
              other.top < one.bottom,
          ),
        );
        return [canvas.scrollWidth - canvas.clientWidth, over.length, meet.length];
      });
    await expect.poll(wide, search).toEqual([0, 0, 0]);
  }
});

test('the read-out tells the width, what the element takes of it, and the scale', async ({ page }) => {
  await openStudio(page, server.url);
  const readOut = page.locator('.read-out');
  await expect(readOut).toHaveText('360 px');
  await page.getByRole('button', { name: '1200', exact: true }).click();
  await expect(readOut).toHaveText('1200 px (380) at 51 %');
  await tab(page, 'Content').click();
  await page.getByRole('radio', { name: 'Full' }).check({ force: true });
  await expect(readOut).toHaveText('1200 px at 51 %');
});

test('where nothing is chosen, the controls stand at what preset and theme have', async ({ page }) => {
  await openStudio(page, server.url, '?look=brutal&theme=dark');
  await tab(page, 'Look').click();
  const painted = await buddy(page).evaluate((element) => {
    const { backgroundColor, borderRadius } = getComputedStyle(element.shadowRoot!.querySelector('.card')!);
    const [red, green, blue] = backgroundColor.match(/\d+/g)!.map((part) => Number(part).toString(16).padStart(2, '0'));
    return { surface: `#${red}${green}${blue}`, radius: String(parseFloat(borderRadius)) };
  });
  await expect(page.getByRole('slider', { name: 'Radius' })).toHaveValue(painted.radius);
  await expect(page.getByLabel(/^Surface/)).toHaveValue(painted.surface);
});
