import { defineConfig } from 'vitest/config';

/** The tests that mutants of the engine have to survive: its own. It is pure, so nothing else needs to run. */
export default defineConfig({
  test: {
    include: ['test/engine/**/*.test.ts'],
    // One worker for all files: one for each takes longer than the tests.
    isolate: false,
    setupFiles: 'test/mutation/setup.ts',
    env: { PROPERTY_SHARE: '0.1' },
    testTimeout: 20_000,
  },
});
