import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { openWorkspace } from '../../../../src/server/workspace/first-boot.ts';
import { startTestServer, type TestServer } from '../../../support/server.ts';

let server: TestServer;
beforeEach(async () => {
  await server?.close();
  server = await startTestServer();
});
afterAll(() => server.close());

const putDraft = (document: unknown) => server.call('PUT', '/config/draft', { body: document });
const publish = () => server.call('POST', '/config/publish');

describe('the secrets of causes', () => {
  const cause = (key: string, secret?: string) => ({
    key,
    label: key,
    metric: 'coins_earned' as const,
    threshold: 5,
    webhook_url: `https://${key}.example.com/hook`,
    ...(secret && { secret }),
  });
  const [TREES, SEAS] = ['the secret of the trees', 'the secret of the seas'];
  const held = async (of: 'draft' | 'published') => {
    const row = await server.parts.store.configs[of](server.test);
    expect(JSON.stringify(row)).not.toMatch(/the secret of/);
    return Object.entries(row!.cause_secrets).map(([key, sealed]) => [key, server.parts.secrets.open(sealed)]);
  };

  test('are stored sealed, and no read shows them', async () => {
    const causes = [cause('trees', TREES)];
    const shown = [cause('trees')];
    expect((await putDraft({ causes })).body.document.causes).toEqual(shown);
    expect((await server.call('GET', '/config/draft')).body.document.causes).toEqual(shown);
    expect(await held('draft')).toEqual([['trees', TREES]]);
    const published = (await publish()).body;
    expect(published.document.causes).toEqual(shown);
    const version = await server.call('GET', `/config/versions/${published.config_version_id}`);
    expect(version.body.document.causes).toEqual(shown);
    expect(await held('published')).toEqual([['trees', TREES]]);
  });

  test('are kept where a write leaves them out: of the draft, else of what is published', async () => {
    await putDraft({ causes: [cause('trees', TREES), cause('seas', SEAS)] });
    await publish();
    await putDraft({ causes: [cause('trees', 'another secret of the trees')] });
    await putDraft({ causes: [cause('seas'), cause('trees')] });
    expect((await server.call('POST', '/config/validate')).body.errors).toEqual([]);
    expect((await publish()).status).toBe(200);
    expect(await held('published')).toEqual([
      ['seas', SEAS],
      ['trees', 'another secret of the trees'],
    ]);
  });

  test('are kept, too, where a document is published in one call', async () => {
    const publishDocument = (document: unknown) => server.call('POST', '/config/publish', { body: { document } });
    const path = 'document.causes.0.secret';
    const refused = await publishDocument({ causes: [cause('trees')] });
    expect(refused.body.error.details.fields).toMatchObject([{ path, code: 'missing_secret' }]);
    const published = await publishDocument({ causes: [cause('trees', TREES)] });
    expect(published.body.document.causes).toEqual([cause('trees')]);
    expect((await publishDocument({ causes: [cause('trees')] })).status).toBe(200);
    expect(await held('published')).toEqual([['trees', TREES]]);
  });

  test('have to be given once', async () => {
    const errors = [{ path: 'causes.0.secret', code: 'missing_secret', message: expect.stringContaining('"trees"') }];
    const body = { causes: [cause('trees')] };
    expect((await server.call('POST', '/config/validate', { body })).body.errors).toEqual(errors);
    await putDraft(body);
    expect((await publish()).body.error.details.fields).toEqual(errors);
    const given = { causes: [cause('trees', TREES)] };
    expect((await server.call('POST', '/config/validate', { body: given })).body.errors).toEqual([]);
    await putDraft(given);
    expect((await publish()).status).toBe(200);
    expect((await server.call('POST', '/config/validate', { body })).body.errors).toEqual([]);
  });

  test('that older documents hold are sealed at the next start', async () => {
    await putDraft({ causes: [cause('trees', TREES)] });
    await publish();
    const { configs } = server.parts.store;
    const row = (await configs.published(server.test))!;
    const older = { ...row, document: { causes: [cause('trees', TREES)] }, cause_secrets: {} };
    expect(await configs.replaceCauseSecrets(row, older)).toBe(true);
    await openWorkspace(server.parts);
    expect(await held('published')).toEqual([['trees', TREES]]);
  });
});
