import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitForOperation } from '../../../../src/server/pictures/operations/operations.ts';
import { LESSONS } from '../../../support/lessons.ts';
import { startPlayground, type Playground } from '../../../support/playground.ts';

let server: Playground;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
});
afterAll(() => server.close());

async function pending(): Promise<string> {
  const { buddy_id } = await server.hatch();
  return (await server.call('POST', `/buddies/${buddy_id}/appearance/rerender`)).body.operation_id;
}
/** The wait begins with a look at the store; time may move once that is done. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('ends as soon as the operation does', async () => {
  const id = await pending();
  const waiting = server.call('GET', `/operations/${id}?wait_ms=30000`);
  await settled();
  await server.drawAll();
  expect((await waiting).body.status).toBe('succeeded');
});

test('ends when the time is over, and answers how it stands', async () => {
  const id = await pending();
  const waiting = server.call('GET', `/operations/${id}?wait_ms=1000`);
  for (let i = 0; i < 10; i++) await settled();
  server.clock.advance(1000);
  expect((await waiting).body).toMatchObject({ status: 'pending', completed_at: null });
});

test('without one, it answers at once', async () => {
  expect((await server.call('GET', `/operations/${await pending()}`)).body.status).toBe('pending');
});

test('ends when the caller goes', async () => {
  const id = await pending();
  const controller = new AbortController();
  const waiting = waitForOperation(server.parts, server.test, id, { wait_ms: 30_000, signal: controller.signal });
  await settled();
  controller.abort();
  expect((await waiting).status).toBe('pending');
});

test('ends when the server stops', async () => {
  const id = await pending();
  const waiting = server.call('GET', `/operations/${id}?wait_ms=30000`);
  for (let i = 0; i < 10; i++) await settled();
  server.parts.live.close();
  expect((await waiting).body.status).toBe('pending');
});

describe('refused', () => {
  test.each(['-1', '30001', '1.5', 'soon'])('wait_ms=%s', async (wait_ms) => {
    const answer = await server.call('GET', `/operations/${await pending()}?wait_ms=${wait_ms}`);
    expect([answer.status, answer.body.error.details.fields[0].path]).toEqual([422, 'wait_ms']);
  });

  test('an operation of another world, or none', async () => {
    const id = await pending();
    const as = server.live.secret;
    expect((await server.call('GET', `/operations/${id}`, { as })).status).toBe(404);
    expect((await server.call('GET', `/operations/op_${'0'.repeat(26)}`)).status).toBe(404);
    expect((await server.call('GET', '/operations/nonsense')).status).toBe(404);
  });
});
