import { afterAll, beforeAll, expect, test } from 'vitest';
import { MOST_CALLS } from '../../demo/lingua/app.ts';
import { startDemo, type Demo } from './support/demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ opened: false });
});
afterAll(() => demo.close());

const CALLS = [
  ['GET', '/'],
  ['GET', '/demo/webhooks'],
  ['POST', '/demo/session'],
  ['POST', '/demo/start-over'],
  ['POST', '/hooks'],
] as const;

test.each(['evil.example', 'evil.example:8787', 'localhost.evil.example', '127.0.0.1.nip.io'])(
  'Lingua is not there under %s, which anybody may let lead to this machine',
  async (host) => {
    for (const [method, url] of CALLS) {
      const body = method === 'POST' && { payload: { user_id: 'mia' } };
      const answer = await demo.lingua.app.inject({ method, url, headers: { host }, ...body });
      expect([url, answer.statusCode]).toEqual([url, 403]);
    }
  },
);

test.each(['localhost:8787', '127.0.0.1:8787', '[::1]:8787', '192.168.1.7', 'demo.localhost', 'lingua.example:8788'])(
  'under %s it is',
  async (host) => {
    expect((await demo.lingua.app.inject({ url: '/', headers: { host } })).statusCode).toBe(200);
  },
);

test('tokens are not to be had without end: so many calls a minute of one address', async () => {
  const ask = (url: string, remoteAddress = '192.0.2.1') =>
    demo.lingua.app.inject({ method: 'POST', url, remoteAddress, payload: { user_id: 'nobody' } });
  for (let call = 0; call < MOST_CALLS; call++) expect((await ask('/demo/session')).statusCode).toBe(400);
  for (const url of ['/demo/session', '/demo/start-over']) {
    const refused = await ask(url);
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '60']);
  }
  expect((await ask('/demo/session', '192.0.2.2')).statusCode).toBe(400);
  demo.server.clock.advance(60_000);
  expect((await ask('/demo/session')).statusCode).toBe(400);
});
