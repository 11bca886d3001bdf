import { defineConfig } from 'vitest/config';
import { CheapestFirst } from './cheapest-first.ts';

/** The tests that mutants of `change` have to survive: its own, on SQLite, in one process. Whole calls take seconds for each. */
export default defineConfig({
  test: {
    include: ['test/server/change/*.test.ts'],
    env: { TEST_DATABASES: 'sqlite' },
    isolate: false,
    sequence: { sequencer: CheapestFirst },
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
