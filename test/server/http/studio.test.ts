import { expect, test } from 'vitest';
import { RATES } from '../../../src/server/gate/rates.ts';
import { startTestServer } from '../../support/server.ts';

/* What the studio itself is: test/e2e. That `npm start` tells it of its app: test/server/npm-start.test.ts. */

test('without HATCHED_DEMO there is no studio, nor the example app', async () => {
  const server = await startTestServer({ settings: { demoApp: 'http://127.0.0.1:8788' } });
  for (const path of ['//', '//studio/', '//lingua', '//demo/session']) {
    expect((await server.call('GET', path, { as: null })).status, path).toBe(404);
  }
  await server.close();
});

test('nothing but the studio is served below /studio', async () => {
  const server = await startTestServer({ settings: { demo: true } });
  for (const path of ['//studio/../../package.json', '//studio/..%2f..%2fpackage.json', '//demo/start.ts']) {
    expect((await server.call('GET', path, { as: null })).status, path).toBeGreaterThanOrEqual(400);
  }
  await server.close();
});

test('the studio counts by address, as everything that anybody may ask for', async () => {
  const server = await startTestServer({ settings: { demo: true, rateLimit: true } });
  const ask = async (path: string) => (await server.call('GET', path, { as: null })).status;
  for (let call = 0; call < RATES.public; call++) await ask('//metrics');
  for (const path of ['//', '//studio/nothing.js']) expect([path, await ask(path)]).toEqual([path, 429]);
  await server.close();
});
