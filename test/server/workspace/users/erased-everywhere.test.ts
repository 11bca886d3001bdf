import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TABLES } from '../../../../src/server/store/tables.ts';
import { createDatabase, DATABASE_KINDS, type TestDatabase } from '../../../support/databases.ts';
import { listenForDeliveries } from '../../../support/deliveries.ts';
import { LESSONS } from '../../../support/lessons.ts';
import { startPlayground, type Playground } from '../../../support/playground.ts';
import { behindTheBack } from '../../store/support/behind-the-back.ts';

/** Each word of a user's, and where it comes from. */
const WORDS = {
  user: 'person-of-flesh',
  event_id: 'lesson-of-that-person',
  property: 'what-was-learnt',
  name: 'Name of a pet',
  reason: 'a reason in words',
};

describe.each(DATABASE_KINDS)('on %s', (kind) => {
  let database: TestDatabase;
  let server: Playground;
  beforeAll(async () => {
    database = await createDatabase(kind);
    const { dataDir, databaseUrl } = database.place;
    server = await startPlayground(LESSONS, { settings: { dataDir, databaseUrl } });
  });
  afterAll(async () => {
    await server?.close();
    await database?.drop();
  });

  /** The tables that hold a word, each as the database itself would show it. */
  async function holding(word: string): Promise<string[]> {
    const found: string[] = [];
    for (const { name } of TABLES) {
      const rows = await behindTheBack(database, `SELECT * FROM ${name}`);
      if (JSON.stringify(rows).includes(word)) found.push(name);
    }
    return found;
  }

  test('nothing that came with a user lies in any table after its erasure', async () => {
    const { user, event_id, property, name, reason } = WORDS;
    await listenForDeliveries(server, ['*']);
    const call = async (method: 'POST' | 'PUT' | 'PATCH', path: string, body: object) => {
      const answer = await server.call(method, path, { body, idempotencyKey: crypto.randomUUID() });
      expect([path, answer.status]).toEqual([path, expect.toSatisfy((status: number) => status < 300)]);
    };
    const { buddy_id } = await server.hatch(user);
    await call('PUT', `/users/${user}`, { time_zone: 'Asia/Tokyo' });
    await call('POST', '/events', { event_id, user_id: user, type: 'lesson', properties: { property } });
    await call('POST', `/buddies/${buddy_id}/coins`, { amount: 40, reason });
    await call('PATCH', `/buddies/${buddy_id}`, { name });
    await call('POST', `/buddies/${buddy_id}/purchases`, { item_id: 'hat' });
    await call('POST', '/widget-sessions', { user_id: user, scopes: ['read'] });
    await server.drawAll();
    for (const word of Object.values(WORDS)) expect([word, (await holding(word)).length > 0]).toEqual([word, true]);

    expect((await server.call('DELETE', `/users/${user}`)).status).toBe(204);
    for (const word of Object.values(WORDS)) expect([word, await holding(word)]).toEqual([word, []]);
    expect(await behindTheBack(database, "SELECT status FROM buddies WHERE user_id LIKE 'erased:%'")).toHaveLength(1);
    expect(await holding(buddy_id)).toEqual(expect.arrayContaining(['buddies', 'ledger', 'purchases']));
  });
});
