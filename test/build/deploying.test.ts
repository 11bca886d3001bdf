import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { inHome, SERVER_PACKAGE } from '../../src/build/paths.ts';
import { startTestServer } from '../../src/server/testing/index.ts';
import { freePort } from '../support/ports.ts';

// There is no container engine and no systemd here: what the files name is held to what there is.

const read = (path: string) => readFile(inHome(path), 'utf8');

it.each(['Dockerfile', 'docs/deploy/compose.yaml', 'docs/deploy/hatched-buddy.service', 'docs/deploying.md'])(
  'every setting in %s is one that the server reads',
  async (path) => {
    const settings = await read('src/server/settings.ts');
    const known = new Set([...settings.matchAll(/'([A-Z][A-Z_]+)'/g)].map(([, name]) => name!));
    expect(known.size).toBeGreaterThan(15);
    const text = await read(path);
    const named = [...text.matchAll(/\b(HATCHED_[A-Z_]+|(?:DATA_DIR|DATABASE_URL|REDIS_URL|HOST|PORT)(?=[=:]))/g)];
    expect(named.length).toBeGreaterThan(0);
    expect(named.map(([name]) => name).filter((name) => !known.has(name))).toEqual([]);
  },
);

it('the Dockerfile and the unit start what the package has', async () => {
  const { bin } = JSON.parse(await read(join('dist/packages/hatched-buddy-server', 'package.json'))) as {
    bin: Record<string, string>;
  };
  const dockerfile = await read('Dockerfile');
  const unit = await read('docs/deploy/hatched-buddy.service');
  const [, main] =
    /^CMD \["node", "--no-memory-reducer", "node_modules\/hatched-buddy-server\/([^"]+)", "serve"\]$/m.exec(
      dockerfile,
    )!;
  expect(`./${main}`).toBe(bin['hatched-buddy-server']);
  expect(existsSync(join(SERVER_PACKAGE, main!))).toBe(true);
  const started = /^ExecStart=\S+ node --no-memory-reducer \S+\/node_modules\/hatched-buddy-server\/(\S+) serve$/m.exec(
    unit,
  )!;
  expect(started[1]).toBe(main);
});

it('whoever stops the server gives it longer than it takes itself', async () => {
  const [, limit] = /CLOSE_LIMIT_MS = ([\d_]+)/.exec(await read('src/server/run.ts'))!;
  const least = Number(limit!.replaceAll('_', '')) / 1000;
  const compose = await read('docs/deploy/compose.yaml');
  const given = [
    ...[...compose.matchAll(/stop_grace_period: (\d+)s/g)].map(([, seconds]) => Number(seconds)),
    Number(/^TimeoutStopSec=(\d+)$/m.exec(await read('docs/deploy/hatched-buddy.service'))![1]),
  ];
  expect(given).toHaveLength(3);
  for (const seconds of given) expect(seconds).toBeGreaterThan(least);
});

it('the health check of the Dockerfile says whether the server is ready', async () => {
  const [, list] = /^HEALTHCHECK .*\\\n\s+CMD (\[.*\])$/m.exec(await read('Dockerfile'))!;
  const [, ...words] = JSON.parse(list!) as [string, ...string[]];
  const check = (port: string) =>
    promisify(execFile)(process.execPath, words, { env: { PORT: port } }).then(
      () => 0,
      ({ code }: { code: number }) => code,
    );
  const server = await startTestServer();
  try {
    expect(await check(new URL(server.url).port)).toBe(0);
    expect(await check(String(await freePort()))).toBe(1);
  } finally {
    await server.stop();
  }
});
