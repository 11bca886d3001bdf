import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, DATABASE_KINDS, type TestDatabase } from '../../support/databases.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';
import { unique } from '../../support/server.ts';

const TREES = {
  key: 'trees',
  label: 'Trees',
  metric: { metric: 'event_count' as const, key: 'planted' },
  threshold: 2,
  webhook_url: 'https://example.com/trees',
  secret: 'a secret of the cause',
};

describe.each(DATABASE_KINDS)('GET /events/{evt_id} on %s', (kind) => {
  let database: TestDatabase;
  let server: Playground;
  let version: string;
  beforeAll(async () => {
    database = await createDatabase(kind);
    server = await startPlayground(
      { ...LESSONS, causes: [TREES] },
      { settings: database.place as { dataDir: string } },
    );
    version = (await server.call('GET', '/config/versions')).body.data[0].config_version_id;
    await server.call('POST', '/webhook-endpoints', { body: { url: 'https://example.com/hooks', events: ['*'] } });
  });
  afterAll(async () => {
    await server?.close();
    await database?.drop();
  });

  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const get = async (evt_id: string): Promise<any> => (await server.call('GET', `/events/${evt_id}`)).body;

  test('says by which version it was judged, what each rule made of it, and what it caused', async () => {
    const { user_id, buddy_id } = await server.hatch();
    const { body: sent } = await server.call('POST', '/events?explain=true', {
      body: { event_id: 'lesson-1', user_id, type: 'lesson', properties: { score: 0.3 } },
    });
    // Another of the same buddy, so that there is something to leave out.
    await server.send(user_id, 'lesson');
    const details = await get(sent.evt_id);
    expect(details).toMatchObject({
      event_id: 'lesson-1',
      evt_id: sent.evt_id,
      buddy_id,
      config_version_id: version,
      effects: sent.effects,
      explanation: sent.explanation,
    });
    expect(sent.explanation.length).toBeGreaterThan(3);
    expect(details.ledger.map((line: Record<string, unknown>) => [line['currency'], line['amount']]).sort()).toEqual([
      ['coin', 10],
      ['xp', 5],
    ]);
    const { data } = (await server.call('GET', `/buddies/${buddy_id}/ledger`)).body;
    for (const line of details.ledger) expect(data).toContainEqual(line);
    expect(details.deliveries.map((row: { event: string }) => row.event).sort()).toEqual([
      'badge.awarded',
      'coin.earned',
      'streak.ticked',
      'token.earned',
    ]);
    for (const row of details.deliveries) {
      expect(row).toMatchObject({ endpoint_id: expect.stringMatching(/^whe_/) as unknown, attempts: [] });
      expect(row.payload.event_id).toBe('lesson-1');
    }
  });

  test('among what it caused is the word to a cause that it brought to its threshold, which names nobody', async () => {
    const { user_id } = await server.hatch();
    const first = await server.send(user_id, 'planted');
    const second = await server.send(user_id, 'planted');
    expect((await get(first.evt_id)).deliveries).toEqual([]);
    const { deliveries } = await get(second.evt_id);
    expect(deliveries).toMatchObject([
      { endpoint_id: 'cause:trees', event: 'cause.threshold_reached', payload: { cause_key: 'trees', event_id: null } },
    ]);
    expect(deliveries[0].payload).not.toHaveProperty('buddy_id');
  });

  test('an id that a browser and a server have both used is told apart', async () => {
    const hatched = await server.hatch();
    const token = await server.session(hatched);
    const event_id = unique('same');
    const own = await server.send(hatched.user_id, 'lesson', { event_id });
    const tracked = await server.call('POST', '/widget/track', { as: token, body: { event_id, type: 'lesson' } });
    const [one, other] = [await get(own.evt_id), await get(tracked.body.evt_id)];
    expect(one.deliveries.length).toBeGreaterThan(0);
    expect(other.deliveries.length).toBeGreaterThan(0);
    const ids = [...one.deliveries, ...other.deliveries].map((row: { delivery_id: string }) => row.delivery_id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('hatching writes effects, version and explanation onto the events that waited', async () => {
    const user_id = unique('user');
    const [early, late] = [await server.send(user_id, 'lesson'), await server.send(user_id, 'lesson')];
    expect(await get(early.evt_id)).toMatchObject({
      buddy_id: null,
      config_version_id: null,
      explanation: null,
      ledger: [],
      deliveries: [],
    });
    const { buddy_id } = await server.hatch(user_id);
    const details = await get(late.evt_id);
    expect(details).toMatchObject({ buddy_id, config_version_id: version, effects: { coins: 10 } });
    expect(details.explanation).toContainEqual({
      rule: 'daily',
      kind: 'streak',
      fired: false,
      reason: 'This period had been ticked before.',
    });
    expect(details.ledger).toHaveLength(2);
    const told = details.deliveries.map((row: { event: string }) => row.event);
    expect(told).toEqual(expect.arrayContaining(['coin.earned', 'token.earned']));
    // That was the early one's.
    expect(told).not.toContain('streak.ticked');
    // A repeat answers with what became of it.
    const again = await server.send(user_id, 'lesson', { event_id: late.event_id });
    expect(again).toMatchObject({ duplicate: true, buddy_id, effects: details.effects });
    const log = (await server.call('GET', `/events?user_id=${user_id}`)).body.data;
    expect(log.map((row: { effects: { coins: number } }) => row.effects.coins)).toEqual([10, 10]);
    const { body: held } = await server.call('GET', `/users/${user_id}/export`);
    expect(held.events.map((row: { explanation: unknown[] }) => row.explanation)).toContainEqual(details.explanation);
  });

  test('what a version said then stays, whatever is published later', async () => {
    const { user_id } = await server.hatch();
    const { evt_id } = await server.send(user_id, 'lesson');
    const before = await get(evt_id);
    await server.publish({ ...LESSONS, coin_rules: [] });
    expect(await get(evt_id)).toEqual(before);
    await server.publish(LESSONS);
  });

  test('there is none, or it is of another world', async () => {
    const { evt_id } = await server.send(unique('user'), 'lesson');
    for (const [id, as] of [
      [evt_id, server.live.secret],
      [evt_id.replace(/.{6}$/, '000000'), server.test.secret],
      ['lesson-1', server.test.secret],
    ] as const) {
      const { status, body } = await server.call('GET', `/events/${id}`, { as });
      expect([status, body.error.code]).toEqual([404, 'resource_not_found']);
    }
  });
});

describe('hints', () => {
  let server: Playground;
  beforeAll(async () => {
    server = await startPlayground({ coin_rules: [{ key: 'done', event_type: 'lesson_completed', amount: 1 }] });
    await server.publish(
      { coin_rules: [{ key: 'done', event_type: 'lesson_completed', amount: 1 }] },
      server.live.secret,
    );
  });
  afterAll(() => server.close());

  const HINT = 'No rule matches lesson_complete; did you mean lesson_completed?';

  test('name the type that was probably meant, before and after the hatching, alone and in a batch', async () => {
    const { user_id } = await server.hatch();
    expect((await server.send(user_id, 'lesson_complete')).hints).toEqual([HINT]);
    expect((await server.send(unique('user'), 'lesson_complete')).hints).toEqual([HINT]);
    expect((await server.send(user_id, 'treasure')).hints).toEqual(['No rule matches treasure.']);
    const { body } = await server.call('POST', '/events/batch', {
      body: { events: [{ user_id, type: 'lesson_complete' }] },
    });
    expect(body.results[0].hints).toEqual([HINT]);
  });

  test('are not there where a rule matches, nor in the live world', async () => {
    const { user_id } = await server.hatch();
    expect(await server.send(user_id, 'lesson_completed')).not.toHaveProperty('hints');
    const { body } = await server.call('POST', '/events', {
      as: server.live.secret,
      body: { user_id, type: 'lesson_complete' },
    });
    expect(body).not.toHaveProperty('hints');
  });
});
