import { defineConfig } from 'vitest/config';
import { CheapestFirst } from './cheapest-first.ts';

/** The tests that mutants of the gate have to survive: on SQLite, in one process. */
export default defineConfig({
  test: {
    include: ['test/server/gate/**/*.test.ts', 'test/server/http/answers.test.ts'],
    // What these find here with thousands of calls, every route or a server for each test, the others find without.
    exclude: [
      'test/server/gate/{matrix,limits,who-may-call,known}.test.ts',
      'test/server/gate/idempotency/{cost,lost-answers}.test.ts',
    ],
    env: { TEST_DATABASES: 'sqlite' },
    isolate: false,
    sequence: { sequencer: CheapestFirst },
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
