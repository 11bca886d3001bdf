import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepRelease, releaseOnDisk } from '../../../src/server/releases/releases.ts';
import { sweep } from '../../../src/server/jobs/sweep.ts';
import { createDatabase, DATABASE_KINDS, type TestDatabase } from '../../support/databases.ts';
import { temporaryDirectory } from '../../support/real-server.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

const DAYS = 24 * 3600_000;
const FIRST = new Map([
  ['v/0.0.1/hatched-buddy.js', 'import("./hatched-buddy/core-aaa.js")'],
  ['hatched-buddy/core-aaa.js', '/* core of the first */'],
  ['hatched-buddy/shared-ccc.js', '/* in both */'],
]);
const SECOND = new Map([
  ['v/0.0.2/hatched-buddy.js', 'import("./hatched-buddy/core-bbb.js")'],
  ['hatched-buddy/core-bbb.js', '/* core of the second */'],
  ['hatched-buddy/shared-ccc.js', '/* in both */'],
]);

describe.each(DATABASE_KINDS)('pages that began with an earlier release, on %s', (kind) => {
  let database: TestDatabase;
  let server: TestServer;
  beforeEach(async () => {
    database = await createDatabase(kind);
    server = await startTestServer({ settings: database.place });
    await keepRelease(server.parts, FIRST);
    await keepRelease(server.parts, SECOND);
  });
  afterEach(async () => {
    await server.close();
    await database.drop();
  });
  const get = (path: string) => server.call('GET', `/${path}`, { as: null });

  it('find its files: beside the loader, and under its version', async () => {
    for (const path of [
      '/hatched-buddy/core-aaa.js',
      '/v/0.0.1/hatched-buddy/core-aaa.js',
      '/hatched-buddy/core-bbb.js',
    ])
      expect(await get(path), path).toMatchObject({
        status: 200,
        text: expect.stringContaining('/* core of'),
        headers: {
          'content-type': 'text/javascript; charset=utf-8',
          'access-control-allow-origin': '*',
          'cache-control': 'public, max-age=31536000, immutable',
        },
      });
    expect((await get('/v/0.0.1/hatched-buddy.js')).text).toBe(FIRST.get('v/0.0.1/hatched-buddy.js'));
  });

  it('find nothing else, and may read that', async () => {
    for (const path of [
      '/hatched-buddy/core-zzz.js',
      '/v/0.0.9/hatched-buddy.js',
      '/v/hatched-buddy.js',
      '/v/..%2f..%2fpackage.json',
      '/hatched-buddy/',
      '/v/0.0.1/',
    ])
      expect(await get(path), path).toMatchObject({
        status: 404,
        body: { error: { code: 'resource_not_found' } },
        headers: { 'access-control-allow-origin': '*', 'cache-control': 'no-store' },
      });
  });

  it('find them for 90 days after the update; what is served today stays', async () => {
    server.clock.advance(90 * DAYS);
    await sweep(server.parts);
    expect((await get('/hatched-buddy/core-aaa.js')).status).toBe(200);
    // What was served a moment ago is still in memory.
    server.clock.advance(60_001);
    await sweep(server.parts);
    expect((await get('/hatched-buddy/core-aaa.js')).status).toBe(404);
    expect((await get('/hatched-buddy/core-bbb.js')).status).toBe(200);
    expect((await get('/hatched-buddy/shared-ccc.js')).status).toBe(200);
  });

  it('find both after a way back', async () => {
    server.clock.advance(DAYS);
    await keepRelease(server.parts, FIRST);
    server.clock.advance(90 * DAYS);
    await sweep(server.parts);
    expect((await get('/hatched-buddy/core-aaa.js')).status).toBe(200);
    expect((await get('/v/0.0.2/hatched-buddy.js')).status).toBe(200);
  });
});

it('what is kept of a release is what pages load', async () => {
  const folder = await temporaryDirectory();
  await mkdir(join(folder.path, 'hatched-buddy'));
  for (const name of ['hatched-buddy.js', 'hatched-buddy.js.br', 'hatched-buddy/core-abc.js', 'sri.json'])
    await writeFile(join(folder.path, name), name);
  expect([...(await releaseOnDisk(folder.path, '9.9.9'))].sort()).toEqual([
    ['hatched-buddy/core-abc.js', 'hatched-buddy/core-abc.js'],
    ['v/9.9.9/hatched-buddy.js', 'hatched-buddy.js'],
    ['v/9.9.9/sri.json', 'sri.json'],
  ]);
  await folder.remove();
  expect((await releaseOnDisk(folder.path)).size).toBe(0);
});
