import { defineConfig } from 'vitest/config';
import { CheapestFirst } from './cheapest-first.ts';

/** The tests that mutants of `change` have to survive: of the rooms that change buddies, on SQLite, in one process. */
export default defineConfig({
  test: {
    include: [
      'test/server/{change,events,eggs,buddies,shop}/**/*.test.ts',
      'test/server/webhooks/{causes,deliveries,events}.test.ts',
      'test/server/leaderboards/*.test.ts',
    ],
    env: { TEST_DATABASES: 'sqlite' },
    isolate: false,
    sequence: { sequencer: CheapestFirst },
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
