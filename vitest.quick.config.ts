import { defineConfig } from 'vitest/config';

/** `npm test -- quick`: what tells most in under a minute. No PostgreSQL, no browser, no packages, no pictures by the thousand. */
export default defineConfig({
  test: {
    include: [
      'test/{contract,engine,sdk}/**/*.test.ts',
      'test/widget/node/**/*.test.ts',
      'test/server/*/*.test.ts',
      'test/server/{settings,ids}.test.ts',
    ],
    exclude: [
      'test/sdk/{server,redis}/**',
      'test/server/{races,redis,store,pictures,jobs}/**',
      // On both databases, in processes of their own, or every route with every credential.
      'test/server/http/{app,app-processes,fuzz,proxy}.test.ts',
      'test/server/gate/matrix.test.ts',
      'test/engine/properties/**',
    ],
    maxWorkers: '100%',
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
