import { defineConfig } from 'vitest/config';

/** The tests that mutants of the engine have to survive: its own. It is pure, so nothing else needs to run. */
export default defineConfig({
  test: { include: ['test/engine/**/*.test.ts'], testTimeout: 20_000 },
});
