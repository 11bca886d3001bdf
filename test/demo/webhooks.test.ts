import { afterEach, beforeEach, expect, test } from 'vitest';
import { LINGUA_EVENTS } from '../../demo/lingua/rules/configuration.ts';
import { startWebhooks, type Webhooks } from '../../src/server/webhooks/start.ts';
import { startDemo, type Demo } from './support/demo.ts';

let demo: Demo;
let webhooks: Webhooks;
let url: string;
beforeEach(async () => {
  demo = await startDemo();
  url = await demo.lingua.app.listen({ host: '127.0.0.1', port: 0 });
  await demo.lingua.inbox.register(demo.client, `${url}/hooks`);
  webhooks = await startWebhooks(demo.server.parts);
});
afterEach(async () => {
  await webhooks.stop();
  await demo.close();
});

interface Received {
  delivery_id: string;
  type: string;
  event: Record<string, unknown>;
}

/** What is told to whoever watches, from now on; ends when the app does. */
async function* watching(): AsyncGenerator<Received> {
  const { body } = await fetch(`${url}/demo/webhooks`);
  let text = '';
  for await (const part of body!.pipeThrough(new TextDecoderStream())) {
    text += part;
    const messages = text.split('\n\n');
    text = messages.pop()!;
    for (const message of messages) if (message.startsWith('data: ')) yield JSON.parse(message.slice(6)) as Received;
  }
}

async function first(type: string, watched = watching()): Promise<Received> {
  for await (const one of watched) if (one.type === type) return one;
  throw new Error(`No ${type} was told of.`);
}

const unsigned = {
  'content-type': 'application/json',
  'x-hatched-delivery-id': 'del_1',
  'x-hatched-event': 'coin.earned',
};

test('what the server sends is verified, and told to whoever watches, then and later', async () => {
  const told = first('streak.milestone');
  const token = await demo.visit('demo-pip');
  await demo.track(token, LINGUA_EVENTS.lesson);
  expect(await told).toMatchObject({ event: { streakKey: 'daily_lesson', milestone: 7, eventId: expect.any(String) } });
  expect(await first('streak.milestone')).toEqual(await told);
});

test('what nobody has signed is refused, and not told', async () => {
  for (const headers of [
    unsigned,
    { ...unsigned, 'x-hatched-timestamp': String(demo.server.clock.now() / 1000), 'x-hatched-signature': 'v1=00' },
  ]) {
    const answer = await fetch(`${url}/hooks`, { method: 'POST', headers, body: '{"amount":1000}' });
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { error: { message: string } }).error.message).toMatch(/^Not verified: /);
  }
  const token = await demo.visit('demo-pip');
  await demo.track(token, LINGUA_EVENTS.lesson);
  const { event } = await first('coin.earned');
  expect(event['amount']).not.toBe(1000);
});

test('another start uses the same endpoint, under a new secret, and has it sent to again', async () => {
  const [endpoint] = (await demo.client.webhooks.list()).data;
  await demo.client.webhooks.update(endpoint!.endpointId, { active: false });
  await demo.lingua.inbox.register(demo.client, `${url}/hooks`);
  const { data } = await demo.client.webhooks.list();
  expect(data.map(({ endpointId, active }) => [endpointId, active])).toEqual([[endpoint!.endpointId, true]]);
  await demo.track(await demo.visit('demo-pip'), LINGUA_EVENTS.story);
  await first('coin.earned');
});

test('the app closes while somebody watches', async () => {
  const watched = watching();
  const next = watched.next();
  await demo.track(await demo.visit('demo-pip'), LINGUA_EVENTS.lesson);
  await next;
  await demo.lingua.app.close();
  let left = 0;
  for await (const one of watched) left += one ? 1 : 0;
  expect(left).toBeGreaterThanOrEqual(0);
});
