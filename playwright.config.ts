import { defineConfig } from 'playwright/test';
import { findChrome } from './test/support/chrome.ts';

// Whole journeys: the built files in a real browser against the real server process.
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  // A file at a time each, with a server of its own.
  workers: 2,
  timeout: 120_000,
  // Generous: a busy machine is not a failure.
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    launchOptions: {
      executablePath: await findChrome(),
      args: ['--no-sandbox', '--disable-background-networking', '--no-first-run'],
    },
    // What was done and heard, and the page at its end. Pictures of every step (`--trace on`) cost as much as the tests.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    screenshot: 'only-on-failure',
  },
});
