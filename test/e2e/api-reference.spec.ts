import { expect, test, type Page } from 'playwright/test';
import { demoServer } from '../support/demo-server.ts';
import { problemsOn } from '../support/page-errors.ts';
import { TEST_PUBLISHABLE_KEY } from '../support/real-server.ts';

/** `/docs`: the kept API reference, from this server's own files and under a policy without `unsafe-…`. */
const server = demoServer();

/** What the page did that it must not: refused by its policy, thrown, or asked of another server. */
async function openReference(page: Page): Promise<string[]> {
  const problems = problemsOn(page);
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== 'data:' && origin !== server.url) problems.push(`asked ${request.url()}`);
  });
  const answer = await page.goto(`${server.url}/docs`);
  expect(answer!.headers()['content-security-policy']).not.toContain('unsafe');
  return problems;
}

test('shows every call, and asks nobody else for anything', async ({ page, request }) => {
  const problems = await openReference(page);
  const { paths } = (await (await request.get(`${server.url}/api/v1/openapi.json`)).json()) as { paths: object };
  const calls = Object.values(paths).flatMap((methods) => Object.keys(methods as object));
  await expect(page.locator('.opblock')).toHaveCount(calls.length);
  expect(problems).toEqual([]);
});

const callOf = (page: Page, tag: string, id: string) => page.locator(`#operations-${tag}-${id}`);

test('a call can be tried with the key of a browser', async ({ page }) => {
  const problems = await openReference(page);
  await page.getByRole('button', { name: 'Authorize' }).first().click();
  const dialog = page.locator('.dialog-ux');
  await expect(dialog.locator('input')).toHaveCount(3);
  await dialog.locator('.auth-container', { hasText: 'publishableKey' }).locator('input').fill(TEST_PUBLISHABLE_KEY);
  await dialog.getByRole('button', { name: 'Apply credentials' }).first().click();
  await dialog.locator('.close-modal').click();

  const call = callOf(page, 'widget', 'get_api_v1_widget_state');
  await call.locator('.opblock-summary-control').click();
  await call.getByRole('button', { name: 'Try it out' }).click();
  await call.locator('[data-param-name=user_id] input').fill('demo-pip');
  await call.getByRole('button', { name: 'Execute' }).click();
  const answer = call.locator('.live-responses-table tbody');
  await expect(answer.locator('.response-col_status')).toHaveText(/^200/);
  await expect(answer).toContainText('Pip');
  expect(problems).toEqual([]);
});

test('what wants a secret key is shown, and not offered to a browser', async ({ page }) => {
  await openReference(page);
  const call = callOf(page, 'api-keys', 'get_api_v1_api_keys');
  await call.locator('.opblock-summary-control').click();
  await expect(call.locator('.responses-inner')).toBeVisible();
  await expect(call.getByRole('button', { name: 'Try it out' })).toHaveCount(0);
});

test('follows the system into the dark', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await openReference(page);
  await expect(page.locator('html')).toHaveClass(/dark-mode/);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html')).not.toHaveClass(/dark-mode/);
});
