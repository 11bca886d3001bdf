import { defineConfig } from 'playwright/test';
import { buildStalePackages } from '../../src/build/build.ts';
import base from '../../playwright.config.ts';

if (!process.env['TEST_WORKER_INDEX']) await buildStalePackages();

// Each host installs, builds and is driven in one test: minutes, on a slow line.
export default defineConfig({
  ...base,
  testDir: '.',
  testMatch: 'hosts.spec.ts',
  outputDir: '../../test-results/hosts',
  timeout: 900_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json', { outputFile: '../../test-results/hosts.json' }]],
});
