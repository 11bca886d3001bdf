import { createHash } from 'node:crypto';
import { type Customer, customerOf } from '../../support/customer.ts';
import { LESSONS } from '../../support/lessons.ts';
import type { RealServer } from '../../support/real-server.ts';
import type { Receiver } from '../../support/receiver.ts';

export interface Life {
  users: string[];
  buddies: string[];
  tokens: string[];
  endpoint: { endpoint_id: string; secret: string };
}

/** Some of everything that is kept. */
export async function live(customer: Customer, receiver: Receiver): Promise<Life> {
  await customer.call('/config/draft', LESSONS, 'PUT');
  await customer.call('/config/publish', {});
  const endpoint = await customer.call('/webhook-endpoints', { url: receiver.url, events: ['buddy.hatched'] });
  const users = ['ada', 'bob'];
  const buddies: string[] = [];
  for (const user_id of users) {
    const buddy_id = await customer.hatch(user_id);
    buddies.push(buddy_id);
    await customer.call('/events', { event_id: `${user_id} 1`, user_id, type: 'lesson' });
    await customer.call(`/buddies/${buddy_id}/coins`, { amount: 40, reason: 'a gift' });
    await customer.call(`/buddies/${buddy_id}/purchases`, { item_id: 'hat' });
    const { operation_id } = await customer.call(`/buddies/${buddy_id}/equipment`, { equip: ['hat'] }, 'PUT');
    await customer.call(`/operations/${operation_id}?wait_ms=30000`);
  }
  await customer.call('/eggs', { user_id: 'waiting' });
  const tokens = await Promise.all([...users, 'waiting'].map((user_id) => customer.session(user_id)));
  await receiver.count(users.length);
  return { users, buddies, tokens, endpoint };
}

/** What customers and pages are shown of it. */
export async function shown({ url }: RealServer, { users, buddies, tokens }: Life) {
  const { call } = customerOf(url);
  const each = <T>(list: string[], read: (one: string) => Promise<T>) => Promise.all(list.map(read));
  const asPage = async (token: string, path: string) =>
    (await fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } })).json();
  const states = await each(tokens, (token) => asPage(token, '/widget/state'));
  return {
    states,
    shops: await each(tokens.slice(0, users.length), (token) => asPage(token, '/widget/marketplace')),
    pictures: await each(
      states.map(({ buddy, egg }) => new URL((buddy ?? egg).image.url).pathname),
      async (path) =>
        createHash('sha256')
          .update(await (await fetch(url + path)).text())
          .digest('hex'),
    ),
    buddies: await each(buddies, (id) => call(`/buddies/${id}`)),
    ledgers: await each(buddies, (id) => call(`/buddies/${id}/ledger`)),
    events: await each(users, (user_id) => call(`/events?user_id=${user_id}`)),
    exports: await each(users, (user_id) => call(`/users/${user_id}/export`)),
    versions: await call('/config/versions'),
    keys: (await call('/api-keys')).data.map(({ last_used_at: _, ...key }: { last_used_at: unknown }) => key),
    endpoints: await call('/webhook-endpoints'),
  };
}
