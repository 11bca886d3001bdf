import { defineConfig } from 'vitest/config';

/** The tests that mutants of the gate have to survive: on SQLite, in one process. */
export default defineConfig({
  test: {
    include: ['test/server/gate/**/*.test.ts', 'test/server/workspace/keys/*.test.ts'],
    // Every route with every credential: what it finds here, the others find sooner.
    exclude: ['test/server/gate/matrix.test.ts'],
    env: { TEST_DATABASES: 'sqlite' },
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
