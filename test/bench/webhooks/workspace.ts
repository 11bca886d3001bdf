import { setTimeout as pause } from 'node:timers/promises';
import type { RealServer } from '../../support/real-server.ts';
import { call, hatchAll } from '../workspace.ts';

export const USERS = 50;

/** One coin for every step, and a buddy for each user. */
export async function prepareSteps({ url }: RealServer): Promise<void> {
  await call(url, 'PUT', '/config/draft', {
    coin_rules: [{ key: 'step', event_type: 'step', amount: 1 }],
    stages: [{ stage: 1, label: 'Hatchling' }],
  });
  await call(url, 'POST', '/config/publish', {});
  await hatchAll(url, USERS);
}

export async function addEndpoint({ url }: RealServer, address: string, events = ['coin.earned']): Promise<string> {
  const { endpoint_id } = await call<{ endpoint_id: string }>(url, 'POST', '/webhook-endpoints', {
    url: address,
    events,
  });
  return endpoint_id;
}

/** One event of a user, under an id. */
export async function sendStep({ url }: RealServer, event_id: string, user = 0): Promise<void> {
  await call(url, 'POST', '/events', { event_id, user_id: `user-${user % USERS}`, type: 'step' });
}

const LOOK_MS = 50;

/** What is left over of one measurement must not fall into the next. */
export async function untilNothingIsOwed({ url }: RealServer): Promise<void> {
  for (;;) {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    if (/^hatched_deliveries_pending 0$/m.test(metrics)) return;
    await pause(LOOK_MS);
  }
}
