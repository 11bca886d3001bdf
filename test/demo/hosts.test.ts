import { afterAll, beforeAll, expect, test } from 'vitest';
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
