import { defineConfig } from 'vitest/config';
import { CheapestFirst } from './cheapest-first.ts';

/** The tests that mutants of the gate have to survive: on SQLite, in one process. */
export default defineConfig({
  test: {
    include: [
      'test/server/gate/**/*.test.ts',
      'test/server/workspace/keys/*.test.ts',
      'test/server/http/answers.test.ts',
    ],
    // What every route with every credential, and thousands of calls find here, the others find sooner.
    exclude: ['test/server/gate/{matrix,limits,who-may-call}.test.ts'],
    env: { TEST_DATABASES: 'sqlite' },
    isolate: false,
    sequence: { sequencer: CheapestFirst },
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
