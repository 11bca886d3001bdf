import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Configuration } from '../../../../src/contract/configuration/configuration.ts';
import { HatchedClient, isHatchedError } from '../../../../src/sdk/index.ts';
import { diffOf } from '../../../../src/server/workspace/configuration/diff.ts';
import { createDatabase, DATABASE_KINDS, type TestDatabase } from '../../../support/databases.ts';
import { startTestServer, type TestServer } from '../../../support/server.ts';

const rule = (key: string, amount: number) => ({ key, event_type: 'lesson', amount, daily_cap: 50 });
const of = (...rules: ReturnType<typeof rule>[]): Configuration => ({ coin_rules: rules });

describe.each(DATABASE_KINDS)('on %s', (kind) => {
  let database: TestDatabase;
  let server: TestServer;
  let as: string;
  beforeAll(async () => {
    database = await createDatabase(kind);
    server = await startTestServer({ settings: database.place as { dataDir: string } });
  });
  beforeEach(async () => {
    as = (await server.makeCustomer()).test.secret;
  });
  afterAll(async () => {
    await server?.close();
    await database?.drop();
  });

  const put = (body: Configuration, ifMatch?: string) =>
    server.call('PUT', '/config/draft', { as, body, ...(ifMatch && { headers: { 'if-match': ifMatch } }) });
  const publish = (body?: unknown, ifMatch?: string) =>
    server.call('POST', '/config/publish', {
      as,
      ...(body !== undefined && { body }),
      ...(ifMatch && { headers: { 'if-match': ifMatch } }),
    });
  const get = () => server.call('GET', '/config/draft', { as });
  const diff = (a: string, b: string) => server.call('GET', `/config/versions/${a}/diff/${b}`, { as });

  describe('If-Match', () => {
    test('writes over what was read, and over nothing newer', async () => {
      await put(of(rule('one', 1)));
      const read = await get();
      expect(read.headers['etag']).toBe(read.body.etag);
      const mine = await put(of(rule('one', 2)), read.body.etag);
      expect(mine.status).toBe(200);
      expect(mine.body.etag).not.toBe(read.body.etag);
      const theirs = await put(of(rule('one', 3)), read.body.etag);
      expect([theirs.status, theirs.body.error.code]).toEqual([409, 'conflict']);
      expect(theirs.body.error.details).toEqual({ etag: mine.body.etag });
      expect((await get()).body).toEqual(mine.body);
      for (const ifMatch of ['*', `"other", ${mine.body.etag}`]) {
        expect((await put(of(rule('one', 2)), ifMatch)).status).toBe(200);
      }
      for (const ifMatch of [`W/${mine.body.etag}`, mine.body.etag.slice(1, -1)]) {
        expect((await put(of(rule('one', 4)), ifMatch)).status).toBe(409);
      }
    });

    test('publishes a document over what was read, and over nothing newer', async () => {
      await publish({ document: of(rule('one', 1)) });
      const read = await get();
      await put(of(rule('one', 2)));
      const refused = await publish({ document: of(rule('one', 3)) }, read.body.etag);
      expect([refused.status, refused.body.error.code]).toEqual([409, 'conflict']);
      expect((await get()).body.document).toEqual(of(rule('one', 2)));
      const published = await publish({ document: of(rule('one', 3)) }, (await get()).body.etag);
      expect(published.body).toMatchObject({ status: 'published', document: of(rule('one', 3)) });
    });

    test('of what is published, where there is no draft; of eight at once one writes', async () => {
      expect((await put({}, '*')).status).toBe(409);
      await put(of(rule('one', 1)));
      const { config_version_id } = (await publish()).body;
      const read = (await get()).body;
      expect(read).toMatchObject({ status: 'published', config_version_id, document: of(rule('one', 1)) });
      const all = await Promise.all(Array.from({ length: 8 }, (_, n) => put(of(rule('one', n + 2)), read.etag)));
      expect(all.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 409)]);
      expect((await get()).body).toEqual(all.find(({ status }) => status === 200)!.body);
    });

    test('publishes what was read, and nothing newer', async () => {
      const read = (await put(of(rule('one', 1)))).body;
      await put(of(rule('one', 2)));
      expect((await publish(undefined, read.etag)).status).toBe(409);
      expect((await get()).body.status).toBe('draft');
      expect((await publish(undefined, (await get()).body.etag)).status).toBe(200);
    });
  });

  test('a comment says why a version was published', async () => {
    await put(of(rule('one', 1)));
    const published = (await publish({ comment: 'Lessons pay.' })).body;
    expect(published.comment).toBe('Lessons pay.');
    await put(of(rule('one', 2)));
    await publish();
    const { data } = (await server.call('GET', '/config/versions', { as })).body;
    expect(data.map((version: { comment: string | null }) => version.comment)).toEqual([null, 'Lessons pay.']);
    expect((await publish({ comment: '' })).body.error.details.fields[0].path).toBe('comment');
  });

  test('a diff goes by key, between ids, the draft and what is published', async () => {
    expect((await diff('published', 'draft')).status).toBe(404);
    await put(of(rule('one', 1), rule('two', 2)));
    expect((await diff('published', 'draft')).body).toEqual({
      coin_rules: { added: [rule('one', 1), rule('two', 2)], removed: [], changed: [] },
    });
    const first = (await publish()).body.config_version_id;
    expect((await diff('published', 'draft')).body).toEqual({});
    // In another order, too.
    await put({ ...of(rule('three', 3), rule('two', 20)), hatching: { ready_after: 3 } });
    const changes = {
      coin_rules: {
        added: [rule('three', 3)],
        removed: [rule('one', 1)],
        changed: [{ key: 'two', fields: { amount: [2, 20] } }],
      },
      hatching: { added: [{ ready_after: 3 }], removed: [], changed: [] },
    };
    expect((await diff('published', 'draft')).body).toEqual(changes);
    const second = (await publish()).body.config_version_id;
    expect((await diff(first, second)).body).toEqual(changes);
    expect((await diff(second, first)).body.coin_rules.changed).toEqual([{ key: 'two', fields: { amount: [20, 2] } }]);
    const other = (await server.makeCustomer()).test.secret;
    for (const path of [`${first}/diff/${second}`, 'published/diff/cfg_none', 'published/diff/latest']) {
      expect((await server.call('GET', `/config/versions/${path}`, { as: other })).status).toBe(404);
    }
  });

  test('the SDK reads, compares, writes and publishes the same way', async () => {
    const client = new HatchedClient({ apiKey: as, baseUrl: await server.listen(), maxRetries: 0 });
    await client.config.putDraft(of(rule('one', 1)));
    const draft = await client.config.getDraft();
    await client.config.putDraft(of(rule('one', 2)), { ifMatch: draft.etag });
    const late: unknown = await client.config.putDraft({}, { ifMatch: draft.etag }).catch((error: unknown) => error);
    expect(isHatchedError(late) && late.code).toBe('conflict');
    const { etag } = await client.config.getDraft();
    const published = await client.config.publish({ comment: 'By hand.' }, { ifMatch: etag });
    expect(published.comment).toBe('By hand.');
    await client.config.putDraft(of(rule('one', 5)));
    const found = await client.config.diff('published', 'draft');
    expect(found['coin_rules']!.changed[0]!.fields['amount']).toEqual([2, 5]);
    expect(found['coin_rules']!.changed[0]!.key).toBe('one');
  });
});

describe('a diff', () => {
  test('knows stages by number, skill rules by what they are for, and the second of a kind by its place', () => {
    const skill = (event_type: string, points: number) => ({ event_type, skill_key: 'grammar', points });
    const before: Configuration = {
      stages: [
        { stage: 1, label: 'One' },
        { stage: 2, label: 'Two' },
      ],
      skill_rules: [skill('quiz', 1), skill('lesson', 1), skill('lesson', 2)],
    };
    const after: Configuration = {
      stages: [
        { stage: 1, label: 'One' },
        { stage: 2, label: 'Second', auto_evolve: true },
      ],
      skill_rules: [skill('lesson', 1), skill('lesson', 3)],
    };
    expect(diffOf(before, after)).toEqual({
      stages: {
        added: [],
        removed: [],
        changed: [{ key: '2', fields: { label: ['Two', 'Second'], auto_evolve: [null, true] } }],
      },
      skill_rules: {
        added: [],
        removed: [skill('quiz', 1)],
        changed: [{ key: 'lesson grammar 2', fields: { points: [2, 3] } }],
      },
    });
  });
});
