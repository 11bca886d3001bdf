import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIMITS } from '../../../src/contract/limits.ts';
import { WAITING } from '../../../src/server/events/waiting.ts';
import { createDatabase, DATABASE_KINDS, type TestDatabase } from '../../support/databases.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';
import { unique } from '../../support/server.ts';

describe.each(DATABASE_KINDS)('events that wait for a hatching, on %s', (kind) => {
  let database: TestDatabase;
  let server: Playground;
  beforeAll(async () => {
    database = await createDatabase(kind);
    const settings = database.place as { dataDir: string };
    server = await startPlayground({ ...LESSONS, hatching: { ready_after: 1 } }, { settings });
  });
  afterAll(async () => {
    await server?.close();
    await database?.drop();
  });

  test('are so many from browsers at most; servers and hatched buddies have no such limit', async () => {
    const user_id = unique('user');
    const body = { user_id, scopes: ['events:track', 'buddy:hatch'], ensure_egg: true };
    const as = (await server.call('POST', '/widget-sessions', { body })).body.token as string;
    const track = (event_id: string) =>
      server.call('POST', '/widget/track', { as, body: { event_id, type: 'lesson' } });
    expect((await track('first')).status).toBe(200);

    const seat = { user_id, audience: 'default' };
    const counters = [{ ...WAITING, value: LIMITS.waitingEvents - 1 }];
    const target = { seat, newBuddyId: server.parts.ids('buddy') };
    await server.parts.store.change({ world: server.test, target, decide: () => ({ counters, answer: null }) });
    expect((await track('last')).status).toBe(200);
    const refused = await track('one more');
    expect([refused.status, refused.body.error.code]).toEqual([409, 'no_buddy']);
    expect((await track('last')).body.duplicate).toBe(true);
    await server.send(user_id, 'lesson');
    expect((await server.call('GET', `/events?user_id=${user_id}`)).body.data).toHaveLength(3);

    expect((await server.call('POST', '/widget/hatch', { as, body: {} })).status).toBe(202);
    expect((await track('one more')).body).toMatchObject({ duplicate: false, effects: { coins: 10 } });
  });
});
