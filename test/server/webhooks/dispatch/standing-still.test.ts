import type { ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { LEASE_MS } from '../../../../src/server/webhooks/dispatch/dispatch.ts';
import { LESSONS } from '../../../support/lessons.ts';
import { startSending, until, type Sending } from '../../../support/webhooks.ts';

const open: Sending[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

test('a process that stood still for longer than its lease does not send again what it has under way', async () => {
  const server = await startSending(LESSONS);
  open.push(server);
  const held: ServerResponse[] = [];
  server.receiver.answer((_, response) => void held.push(response));
  const { endpoint_id } = await server.subscribe({ events: ['coin.earned'] });
  const { user_id } = await server.hatch();
  await server.send(user_id, 'treasure');
  await server.receiver.count(1);
  const due = async () => Date.parse((await server.deliveries(endpoint_id))[0]!.next_attempt_at!);
  const first = await due();

  // The clock went on, timers and sockets did not.
  server.clock.advance(LEASE_MS + 1);
  await until(async () => (await due()) > first);
  server.receiver.answer((_, response) => response.end());
  held[0]!.end();
  await server.settle();

  expect(server.receiver.received).toHaveLength(1);
  expect(await server.deliveries(endpoint_id)).toMatchObject([{ status: 'succeeded', attempts: [{ attempt: 1 }] }]);
});
