import type { Page } from 'playwright/test';

/** Errors that nobody on the page caught, as they come. */
export function thrownOn(page: Page): string[] {
  const thrown: string[] = [];
  page.on('pageerror', (error) => thrown.push(error.message));
  return thrown;
}

/** The same, and the errors on the console: what the browser refused or could not load is among them. */
export function problemsOn(page: Page): string[] {
  const problems = thrownOn(page);
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  return problems;
}
