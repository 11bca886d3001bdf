import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { CHROME_ARGS, findChrome } from './test/support/chrome.ts';

/** Leaves the closing count for `npm test`. */
function countReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      const count = { passed: 0, failed: 0, skipped: 0 };
      const walk = (suite) => {
        for (const test of suite?.tests ?? []) count[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
        for (const inner of suite?.suites ?? []) walk(inner);
      };
      for (const session of sessions) {
        walk(session.testResults);
        // A file that does not load has no tests.
        if (!session.passed && !session.testResults) count.failed++;
      }
      mkdirSync('test-results', { recursive: true });
      writeFileSync(file, JSON.stringify(count));
      console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
    },
  };
}

// The element in a real browser, from its sources.
export default {
  files: ['test/widget/**/*.test.ts', '!test/widget/node/**'],
  nodeResolve: { exportConditions: ['production', 'default'] },
  // Some wait for time to pass: a third keeps two cores busy meanwhile.
  concurrency: 3,
  browsers: [
    playwrightLauncher({
      launchOptions: {
        executablePath: await findChrome(),
        // `gc()` for the test that nothing of a removed element is left.
        args: [...CHROME_ARGS, '--js-flags=--expose-gc'],
      },
    }),
  ],
  plugins: [
    // As a bundler would: browsers know no `process`.
    {
      name: 'node-env',
      transform: ({ path, body }) =>
        path.includes('/nanostores/') ? body.replaceAll('process.env.NODE_ENV', '"production"') : undefined,
    },
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) }),
  ],
  // Generous: a busy machine is not a failure.
  testFramework: { config: { timeout: 60_000 } },
  browserStartTimeout: 120_000,
  testsStartTimeout: 120_000,
  testsFinishTimeout: 600_000,
  reporters: [defaultReporter({ reportTestProgress: false }), countReporter('test-results/widget.json')],
};
