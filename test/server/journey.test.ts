import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WidgetState } from '../../src/contract/buddy/state.ts';
import { startJobs, type Jobs } from '../../src/server/jobs/index.ts';
import { createDatabase, DATABASE_KINDS, type TestDatabase } from '../support/databases.ts';
import { openStream, type EventStream } from '../support/event-stream.ts';
import { LESSONS } from '../support/lessons.ts';
import { startPlayground, type Playground } from '../support/playground.ts';
import { startTestServer } from '../support/server.ts';

describe.each(DATABASE_KINDS)('the main job on %s', (kind) => {
  let database: TestDatabase;
  let server: Playground;
  let jobs: Jobs;
  beforeAll(async () => {
    database = await createDatabase(kind);
    server = await startPlayground(LESSONS, { settings: database.place });
    jobs = startJobs(server.parts);
  });
  afterAll(() => database.drop());

  /** The first state that fits; those before it are let go by. */
  async function until(events: EventStream, fits: (state: WidgetState) => boolean): Promise<WidgetState> {
    for (;;) {
      const { data } = (await events.next())!;
      if (fits(data)) return data;
    }
  }

  test('an egg, a lesson, a hat: the page hears of everything, and after a restart it is still there', async () => {
    const url = await server.listen();
    const pip = await server.hatch();
    const token = await server.session(pip);
    const events = await openStream(`${url}/api/v1/widget/stream`, { authorization: `Bearer ${token}` });
    const bare = await until(events, (state) => state.buddy.appearance.status === 'ready');

    await server.send(pip.user_id, 'lesson');
    await server.send(pip.user_id, 'lesson');
    const learned = await until(events, (state) => state.buddy.coins === 20);
    expect(learned).toMatchObject({
      skills: [{ value: 10 }],
      streaks: [{ count: 1 }],
      badges: [{ earned: true }, { earned: false }],
      evolution: { ready: true, next_stage: 2 },
    });

    const buy = { as: token, body: { item_id: 'hat' }, idempotencyKey: 'the-hat' };
    expect((await server.call('POST', '/widget/marketplace/purchases', buy)).status).toBe(201);
    const worn = await server.call('PUT', '/widget/equipment', { as: token, body: { equip: ['hat'] } });
    const operation = `/widget/operations/${worn.body.operation_id}?wait_ms=30000`;
    expect((await server.call('GET', operation, { as: token })).body.status).toBe('succeeded');
    const dressed = await until(events, ({ buddy }) => buddy.image!.url !== bare.buddy.image!.url);
    expect(dressed).toMatchObject({ buddy: { coins: 0 }, equipped: [{ item_id: 'hat' }], pending_operations: [] });
    expect(dressed.buddy.image!.alt).toContain('the hat');

    await events.close();
    await jobs.stop();
    await server.close();
    const again = await startTestServer({ settings: database.place });
    const { body } = await again.call('GET', '/widget/state', { as: token, headers: { host: new URL(url).host } });
    expect(body).toEqual(dressed);
    const picture = await again.call('GET', `/${new URL(body.buddy.image.url).pathname}`, { as: null });
    expect(picture.text).toContain('<svg');
    await again.close();
  });
});
