import { defineConfig } from 'vitest/config';
import { CheapestFirst } from './cheapest-first.ts';

/** The tests that mutants of `change` have to survive: its own, and calls that change buddies in each way, on SQLite, in one process. */
export default defineConfig({
  test: {
    include: [
      'test/server/change/*.test.ts',
      'test/server/shop/marketplace.test.ts',
      'test/server/buddies/{wake,migrating}.test.ts',
      'test/server/webhooks/causes.test.ts',
    ],
    env: { TEST_DATABASES: 'sqlite' },
    isolate: false,
    sequence: { sequencer: CheapestFirst },
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
