import { defineConfig } from 'vitest/config';

/** `npm test -- quick`: what tells most in under a minute. No PostgreSQL, no browser, no packages, no pictures by the thousand. */
export default defineConfig({
  test: {
    include: [
      'test/{engine,sdk}/**/*.test.ts',
      'test/widget/node/**/*.test.ts',
      'test/server/*/*.test.ts',
      'test/server/{settings,ids}.test.ts',
    ],
    exclude: [
      'test/sdk/{server,redis,runtimes}/**',
      'test/server/{races,redis,store,pictures,jobs}/**',
      // In processes of their own, what callers send by the thousand, or every route with every credential.
      'test/sdk/**/documents.test.ts',
      'test/server/http/{app,app-processes,fuzz,proxy,studio}.test.ts',
      'test/server/gate/{matrix,limits}.test.ts',
      'test/engine/properties/**',
    ],
    env: { TEST_DATABASES: 'sqlite' },
    maxWorkers: '100%',
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
