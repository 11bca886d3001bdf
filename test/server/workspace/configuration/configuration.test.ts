import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Configuration } from '../../../../src/contract/configuration/configuration.ts';
import { putDraft as replaceDraft } from '../../../../src/server/workspace/configuration/configuration.ts';
import { startTestServer, type TestServer } from '../../../support/server.ts';

let server: TestServer;
beforeEach(async () => {
  await server?.close();
  server = await startTestServer();
});
afterAll(() => server.close());

const simple: Configuration = {
  coin_rules: [{ key: 'lesson', event_type: 'lesson_completed', amount: 10, daily_cap: 50 }],
};
const broken: Configuration = {
  token_rules: [{ key: 'gem', token_key: 'no_such_token', event_type: 'lesson_completed', amount: 1, daily_cap: 5 }],
};

const putDraft = (document: unknown) => server.call('PUT', '/config/draft', { body: document });
const publish = () => server.call('POST', '/config/publish');

test('there is no draft at first', async () => {
  expect((await server.call('GET', '/config/draft')).status).toBe(404);
  expect((await server.call('POST', '/config/validate')).status).toBe(409);
  const answer = await publish();
  expect(answer.status).toBe(409);
  expect(answer.body.error).toMatchObject({ code: 'conflict', message: expect.stringMatching(/PUT \/config\/draft/) });
});

test('a draft is written, replaced and read', async () => {
  const first = await putDraft({});
  expect(first.status).toBe(200);
  expect(first.body).toMatchObject({ status: 'draft', document: {}, published_at: null });
  const second = await putDraft(simple);
  expect(second.body.document).toEqual(simple);
  expect((await server.call('GET', '/config/draft')).body).toEqual(second.body);
});

test('drafts that are written at once are answered each with what was sent', async () => {
  const documents = Array.from({ length: 6 }, (_, n) => ({ audiences: [{ key: `a${n}`, label: 'A' }] }));
  const answers = await Promise.all(documents.map((document) => replaceDraft(server.parts, server.test, document)));
  expect(answers.map((answer) => answer.document)).toEqual(documents);
});

test('a draft that is malformed is refused, naming the fields', async () => {
  const answer = await putDraft({
    coin_rules: [{ key: 'lesson', event_type: 'x', amount: 0 }],
    items: [{ key: 'hat' }],
    colours: [],
  });
  expect(answer.status).toBe(422);
  const paths = answer.body.error.details.fields.map((field: { path: string }) => field.path);
  expect(paths).toEqual(expect.arrayContaining(['coin_rules.0.amount', 'items.0.label', 'items.0.price', 'colours']));
});

describe('validation', () => {
  const validate = (body?: unknown) => server.call('POST', '/config/validate', { body });

  test('of a document that is not stored', async () => {
    expect((await validate(simple)).body.errors).toEqual([]);
    expect((await server.call('GET', '/config/draft')).status).toBe(404);
  });

  test('says errors and warnings apart', async () => {
    const answer = await validate({ ...broken, coin_rules: [{ key: 'free', event_type: 'click', amount: 5 }] });
    expect(answer.status).toBe(200);
    expect(answer.body.errors.map((finding: { path: string }) => finding.path)).toContain('token_rules.0.token_key');
    expect(answer.body.warnings.map((finding: { path: string }) => finding.path.split('.')[0])).toContain('coin_rules');
  });

  test('of what is not even a configuration', async () => {
    const answer = await validate({ coin_rules: 'many' });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      errors: [{ path: 'coin_rules', code: 'malformed', message: 'must be a list' }],
      warnings: [],
    });
  });

  test('of the draft', async () => {
    await putDraft(broken);
    expect((await validate()).body.errors).not.toEqual([]);
  });
});

describe('conditions', () => {
  const METRIC = '{"metric":"stage","op":"gte","value":2}';
  const nested = (levels: number, leaf = METRIC) => '{"all":['.repeat(levels) + leaf + ']}'.repeat(levels);
  const badge = (condition: string) =>
    `{"badges":[{"key":"b","label":"B","description":"","icon":"x","award":"auto","condition":${condition}}]}`;
  const headers = { 'content-type': 'application/json' };
  const put = (body: string) => server.call('PUT', '/config/draft', { body, headers });
  const validate = (body: string) => server.call('POST', '/config/validate', { body, headers });

  test('nest eight levels', async () => {
    expect((await put(badge(nested(7)))).status).toBe(200);
    expect((await validate(badge(nested(7)))).body.errors).toEqual([]);
  });

  test.each([8, 28])('that nest deeper are refused, naming where: %d', async (levels) => {
    const path = `badges.0.condition${'.all.0'.repeat(8)}`;
    const { status, body } = await put(badge(nested(levels)));
    expect([status, body.error.code, body.error.details.fields[0].path]).toEqual([422, 'validation_failed', path]);
    expect((await validate(badge(nested(levels)))).body.errors).toMatchObject([{ path, code: 'condition_too_deep' }]);
    expect((await server.call('GET', '/config/draft')).status).toBe(404);
  });

  test.each([put, validate])('that nest without end are refused before they are read', async (send) => {
    for (const body of [badge(nested(5000)), badge(nested(80_000))]) {
      const answer = await send(body);
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toBe('The body nests deeper than 64 levels.');
    }
  });

  test('that are wrong in very many places are refused, naming one', async () => {
    const wide = (levels: number): string =>
      levels === 0 ? '{"m":1}' : `{"any":[${Array.from({ length: 18 }, () => wide(levels - 1)).join(',')}]}`;
    const { status, body } = await put(badge(wide(4)));
    expect(status).toBe(422);
    expect(body.error.details.fields[0].path).toMatch(/^badges\.0\.condition\.any\.0\./);
    expect((await validate(badge(wide(4)))).body.errors).toMatchObject([{ code: 'malformed' }]);
  });
});

describe('publishing', () => {
  test('makes the draft the version that holds, for ever as it is', async () => {
    await putDraft(simple);
    const published = await publish();
    expect(published.status).toBe(200);
    expect(published.body).toMatchObject({ status: 'published', document: simple, warnings: expect.any(Array) });
    expect((await server.call('GET', '/config/draft')).body.status).toBe('published');
    expect((await publish()).status).toBe(409);
    const { config_version_id } = published.body;
    const version = await server.call('GET', `/config/versions/${config_version_id}`);
    expect(version.body).toMatchObject({ config_version_id, document: simple });
    const loaded = await server.parts.configs.published(server.test);
    expect(loaded?.row.config_version_id).toBe(config_version_id);
  });

  test('archives the version before', async () => {
    await putDraft(simple);
    const first = (await publish()).body.config_version_id;
    await putDraft({});
    const second = (await publish()).body.config_version_id;
    const { data } = (await server.call('GET', '/config/versions')).body;
    expect(
      data.map((row: { config_version_id: string; status: string }) => [row.config_version_id, row.status]),
    ).toEqual([
      [second, 'published'],
      [first, 'archived'],
    ]);
    expect(data[0]).not.toHaveProperty('document');
    expect((await server.parts.configs.get(first)).compiled).toBeTruthy();
  });

  test('is refused while there are errors, and the draft stays', async () => {
    await putDraft(broken);
    const answer = await publish();
    expect(answer.status).toBe(422);
    expect(answer.body.error.code).toBe('validation_failed');
    expect(answer.body.error.details.fields[0].path).toBe('token_rules.0.token_key');
    expect((await server.call('GET', '/config/draft')).body.document).toEqual(broken);
    expect((await server.call('GET', '/config/versions')).body.data).toHaveLength(1);
  });

  test('never takes away an audience in which somebody is, and names it', async () => {
    const of = (...keys: string[]): Configuration => ({ audiences: keys.map((key) => ({ key, label: key })) });
    await putDraft(of('kids', 'adults', 'pets'));
    await publish();
    await server.call('POST', '/eggs', { body: { user_id: 'ann', audience: 'kids' } });
    const session = { user_id: 'bob', audience: 'adults', scopes: ['read'] };
    await server.call('POST', '/widget-sessions', { body: session });

    await putDraft(of('adults'));
    const errors = [
      {
        path: 'audiences',
        code: 'audience_in_use',
        message: expect.stringMatching(/^The audience "kids" has buddies/),
      },
    ];
    expect((await server.call('POST', '/config/validate')).body.errors).toEqual(errors);
    const refused = await publish();
    expect([refused.status, refused.body.error.details.fields]).toEqual([422, errors]);
    expect((await server.call('GET', '/config/draft')).body.document).toEqual(of('adults'));
    await putDraft(of('kids'));
    expect((await publish()).body.error.message).toContain('"adults"');
    await putDraft(of('kids', 'adults'));
    expect((await publish()).status).toBe(200);

    expect((await server.call('DELETE', '/users/ann')).status).toBe(204);
    await putDraft(of('adults'));
    expect((await publish()).status).toBe(200);
  });

  test('takes a document in one call, in place of the draft', async () => {
    const publishDocument = (document: unknown) => server.call('POST', '/config/publish', { body: { document } });
    const first = await publishDocument(simple);
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ status: 'published', document: simple });
    await putDraft({ audiences: [{ key: 'kids', label: 'Kids' }] });
    const draft = (await server.call('GET', '/config/draft')).body;

    const refused = await publishDocument(broken);
    expect(refused.status).toBe(422);
    expect(refused.body.error.message).toMatch(
      /^The document cannot be published: document\.token_rules\.0\.token_key: /,
    );
    expect(refused.body.error.details.fields[0].path).toBe('document.token_rules.0.token_key');
    const malformed = await publishDocument({ coin_rules: 'many' });
    expect(malformed.body.error.details.fields).toEqual([{ path: 'document.coin_rules', message: 'must be a list' }]);
    expect((await server.call('GET', '/config/draft')).body).toEqual(draft);

    const second = await publishDocument({ ...simple, skills: [] });
    expect(second.status).toBe(200);
    expect((await server.call('GET', '/config/draft')).body.status).toBe('published');
    const { data } = (await server.call('GET', '/config/versions')).body;
    expect(data.map((row: { status: string }) => row.status)).toEqual(['published', 'archived']);
  });

  test('checks what it publishes, even where the draft changes in between', async () => {
    await putDraft(simple);
    const [published, replaced] = await Promise.all([publish(), putDraft(broken)]);
    expect(replaced.status).toBe(200);
    const holds = await server.parts.store.configs.published(server.test);
    if (published.status === 200) expect(holds?.document).toEqual(simple);
    else expect(holds).toBeNull();
  });
});

test('another world sees none of it', async () => {
  await putDraft(simple);
  const { config_version_id } = (await publish()).body;
  const other = await server.makeCustomer();
  for (const as of [server.live.secret, other.test.secret]) {
    expect((await server.call('GET', `/config/versions/${config_version_id}`, { as })).status).toBe(404);
    expect((await server.call('GET', '/config/versions', { as })).body.data).toEqual([]);
  }
});

test('versions come in pages', async () => {
  for (let round = 0; round < 3; round++) {
    await putDraft({});
    await publish();
  }
  const first = (await server.call('GET', '/config/versions?limit=2')).body;
  const second = (await server.call('GET', `/config/versions?limit=2&cursor=${first.next_cursor}`)).body;
  const ids = [...first.data, ...second.data].map((row: { config_version_id: string }) => row.config_version_id);
  expect(first.data).toHaveLength(2);
  expect(new Set(ids).size).toBe(3);
  expect(second.next_cursor).toBeNull();
});

test('what another process publishes holds here within a second', async () => {
  await putDraft(simple);
  await publish();
  await putDraft({});
  const elsewhere = await server.parts.store.configs.publish(server.test, server.clock.now());
  server.clock.advance(1000);
  const here = await server.parts.configs.published(server.test);
  expect(here?.row.config_version_id).toBe(elsewhere?.config_version_id);
});

test('the look-ups of what is published stand on their own', async () => {
  await putDraft(simple);
  const { config_version_id } = (await publish()).body;
  const { published, audiences } = server.parts.configs;
  expect((await published(server.test))?.row.config_version_id).toBe(config_version_id);
  expect((await audiences(server.test)).now).toEqual(['default']);
});

test('the published version is looked up once a second at most', async () => {
  await putDraft(simple);
  await publish();
  const look = vi.spyOn(server.parts.store.configs, 'published');
  for (let call = 0; call < 50; call++) await server.parts.configs.published(server.test);
  expect(look).toHaveBeenCalledTimes(0);
  server.clock.advance(1000);
  for (let call = 0; call < 50; call++) await server.parts.configs.published(server.test);
  expect(look).toHaveBeenCalledTimes(1);
});
