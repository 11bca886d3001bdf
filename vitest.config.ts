import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Everything that runs in Node. The widget's own tests run in real browsers (web-test-runner.config.js), whole journeys
// under Playwright (playwright.config.ts).
const limits = { testTimeout: 120_000, hookTimeout: 120_000 };
// Left to itself, Vitest spares a core: one of two. One more than there are, as many tests wait for processes of their own.
const WORKERS = availableParallelism() + 1;
// Modules are shared by the files of a worker, as loading them for each takes longer than most of their tests.
const fast = { ...limits, maxWorkers: WORKERS, isolate: false };

/** They kill processes and wait for what comes after. */
const CRASHES = [
  'test/server/races/{crash,moves-crash,hatching-crash}.test.ts',
  'test/server/races/webhooks/crash.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'core',
          include: [
            'test/{contract,engine,art,sdk}/**/*.test.ts',
            'test/widget/node/**/*.test.ts',
            'test/bench/**/*.test.ts',
          ],
          exclude: ['test/sdk/{server,redis}/**', 'test/sdk/runtimes/{others,next}.test.ts'],
          ...fast,
        },
      },
      {
        test: {
          name: 'build',
          include: ['test/build/**/*.test.ts'],
          globalSetup: 'test/support/packages.setup.ts',
          ...limits,
          maxWorkers: WORKERS,
        },
      },
      {
        test: {
          name: 'server',
          include: ['test/{server,sdk/server,demo,playground}/**/*.test.ts'],
          exclude: ['test/server/redis/**', ...CRASHES],
          globalSetup: 'test/support/postgres.setup.ts',
          ...fast,
        },
      },
      {
        test: {
          name: 'crash',
          include: CRASHES,
          globalSetup: 'test/support/postgres.setup.ts',
          ...limits,
          maxWorkers: WORKERS,
        },
      },
      // The whole of what `npm test` looks at pair by pair.
      { test: { name: 'full', include: ['test/**/*.full.ts'], exclude: ['test/widget/**'], ...fast } },
      // Packs and installs what is published: needs the npm registry.
      {
        test: {
          name: 'packages',
          include: ['test/packages/**/*.test.ts'],
          globalSetup: 'test/support/packages.setup.ts',
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
      // Firefox and WebKit, from the machine or from its package manager.
      { test: { name: 'engines', include: ['test/engines/**/*.test.ts'], fileParallelism: false, ...limits } },
      // PostgreSQL's own tools and PgBouncer, from the machine or from its package manager.
      { test: { name: 'operating', include: ['test/operating/**/*.test.ts'], fileParallelism: false, ...limits } },
      // Other runtimes and frameworks, fetched from npm.
      {
        test: {
          name: 'runtimes',
          include: ['test/sdk/runtimes/{others,next}.test.ts'],
          globalSetup: 'test/support/packages.setup.ts',
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
      // Needs a Redis server, TEST_REDIS_URL, whose keys each file empties.
      { test: { name: 'redis', include: ['test/{server,sdk}/redis/**/*.test.ts'], fileParallelism: false, ...limits } },
    ],
  },
});
