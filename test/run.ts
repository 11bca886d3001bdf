import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { buildStale } from '../src/build/build.ts';

/**
 * Every test, in order of cost: `npm test`. Names of suites as arguments run those alone: `npm test -- e2e`.
 * Each suite runs in a process of its own; the last line adds them up.
 */
interface Suite {
  name: string;
  command: string[];
  /** The file in which the runner leaves its figures. */
  report: string;
  count: (report: string) => Count;
}

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const REPORTS = 'test-results';

const SUITES: Suite[] = [
  vitest('node', ['core', 'build', 'server']),
  {
    name: 'widget',
    command: ['web-test-runner'],
    report: `${REPORTS}/widget.json`,
    count: (report) => JSON.parse(report) as Count,
  },
  playwright('e2e'),
];

/**
 * Not part of `npm test`: processes that are killed, what `npm test` looks at pair by pair in full, the same server tests on
 * the machine's PostgreSQL, those that need a Redis, the packages, packed and installed, the SDK on runtimes that npm
 * brings, what operators do with programs of their own, and the inner loop.
 */
const ON_REQUEST: Suite[] = [
  vitest('servers', ['server', 'redis']),
  vitest('crash', ['crash']),
  vitest('full', ['full']),
  vitest('packages', ['packages']),
  vitest('runtimes', ['runtimes']),
  vitest('engines', ['engines']),
  vitest('operating', ['operating']),
  // Pages of other frameworks, each with a lock file of its own.
  playwright('hosts', ['--config=test/hosts/playwright.config.ts']),
  // With `full` they are `npm run test:full`.
  {
    name: 'full-widget',
    command: ['web-test-runner', '--files', 'test/widget/**/*.full.ts'],
    report: `${REPORTS}/widget.json`,
    count: (report) => JSON.parse(report) as Count,
  },
  // The inner loop: under a minute.
  vitest('quick', [], ['--config=vitest.quick.config.ts']),
];

function vitest(name: string, projects: string[], options: string[] = []): Suite {
  const report = `${REPORTS}/${name}.json`;
  const chosen = projects.map((project) => `--project=${project}`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return { name, command: ['vitest', 'run', ...options, ...chosen, ...reporters], report, count: countVitest };
}

function playwright(name: string, options: string[] = []): Suite {
  const command = ['playwright', 'test', ...options];
  return { name, command, report: `${REPORTS}/${name}.json`, count: countPlaywright };
}

function countVitest(report: string): Count {
  const found = JSON.parse(report) as {
    numPassedTests: number;
    numFailedTests: number;
    numFailedTestSuites: number;
    numPendingTests: number;
  };
  // A file that does not load is a failed suite without a failed test.
  const failed = found.numFailedTests || found.numFailedTestSuites;
  return { passed: found.numPassedTests, failed, skipped: found.numPendingTests };
}

function countPlaywright(report: string): Count {
  const { stats, errors } = JSON.parse(report) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    errors: unknown[];
  };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

function run(command: string[]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(command[0]!, command.slice(1), { stdio: 'inherit', shell: process.platform === 'win32' });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code === 0));
  });
}

/** A runner that ended badly, left no figures or ran nothing has failed, whatever else it says. */
async function countOf(suite: Suite, ended: boolean): Promise<Count> {
  const nothing: Count = { passed: 0, failed: 0, skipped: 0 };
  const count = await readFile(suite.report, 'utf8').then(suite.count, () => nothing);
  if (ended && count.passed > 0) return count;
  if (count.failed === 0) console.error(`${suite.name}: no test failed by name, but the runner did.`);
  return { ...count, failed: Math.max(count.failed, 1) };
}

const wanted = process.argv.slice(2);
const all = [...SUITES, ...ON_REQUEST];
const unknown = wanted.filter((name) => !all.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(`No suite is called ${unknown.join(', ')}. There are: ${all.map((suite) => suite.name).join(', ')}.`);
  process.exit(2);
}

// The inner loop opens no page.
if (wanted.join() !== 'quick') await buildStale();
await rm(REPORTS, { recursive: true, force: true });
await mkdir(REPORTS, { recursive: true });
const total: Count = { passed: 0, failed: 0, skipped: 0 };
const chosen = wanted.length > 0 ? all.filter((suite) => wanted.includes(suite.name)) : SUITES;
for (const suite of chosen) {
  console.log(`\n── ${suite.name}`);
  const count = await countOf(suite, await run(suite.command));
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
}
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed > 0 ? 1 : 0;
