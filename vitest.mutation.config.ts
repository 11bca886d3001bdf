import { defineConfig } from 'vitest/config';

/** The tests that mutants of engine, gate and change have to survive: on SQLite, in one process. */
export default defineConfig({
  test: {
    include: [
      'test/engine/**/*.test.ts',
      'test/server/{gate,change,events,eggs,buddies,shop,state,webhooks}/**/*.test.ts',
      'test/server/workspace/keys/*.test.ts',
      'test/server/store/sqlite/crash.test.ts',
    ],
    exclude: ['test/server/gate/matrix.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
