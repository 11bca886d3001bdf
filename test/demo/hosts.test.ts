import { afterAll, beforeAll, expect, test } from 'vitest';
import { lingua } from '../../demo/lingua/extension.ts';
import { RATES } from '../../src/server/gate/rates.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ extension: lingua, settings: { demo: true, rate_limit: true } });
});
afterAll(() => server.close());

test.each(['evil.example', 'evil.example:8787', 'localhost.evil.example', '127.0.0.1.nip.io'])(
  'the demo is not there under %s, which anybody may let lead to this machine',
  async (host) => {
    const body = { user_id: 'learner_1' };
    for (const path of ['session', 'events', 'hatch', 'start-over', 'clock']) {
      const sent = path === 'session' ? {} : path === 'clock' ? { ...body, clock: 'morning' } : body;
      const { status } = await server.call('POST', `//demo/${path}`, { as: null, body: sent, headers: { host } });
      expect([403, 422]).toContain(status);
    }
    const { status, body: answer } = await server.call('POST', '//demo/session', { as: null, headers: { host } });
    expect([status, answer.error.code]).toEqual([403, 'forbidden']);
  },
);

test.each(['localhost:8787', '127.0.0.1:8787', '[::1]:8787', '192.168.1.7', 'demo.localhost', 'buddy.test'])(
  'under %s it is',
  async (host) => {
    const session = await server.call('POST', '//demo/session', { as: null, headers: { host } });
    // Let in: only that nothing is published here.
    expect(session.body.error.code).toBe('no_published_config');
  },
);

test('sessions are counted: nobody fills the database without a credential', async () => {
  const call = () =>
    server.call('POST', '//demo/session', { as: null, headers: { host: 'localhost' }, remoteAddress: '192.0.2.9' });
  const statuses: number[] = [];
  for (let at = 0; at < RATES.demo + 3; at++) statuses.push((await call()).status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(3);
  expect(statuses.slice(-3)).toEqual([429, 429, 429]);
});
