import { afterEach, expect, test, vi } from 'vitest';
import { type ClientOptions, HatchedClient, PublishableKeyScopeError } from '../../src/sdk/index.ts';
import { VERSION } from '../../src/sdk/version.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { PUBLISHABLE, scriptedClient, SECRET } from './support/client.ts';

const baseUrl = 'https://buddy.test';
const make = (options: object) => () => new HatchedClient(options as ClientOptions);

afterEach(() => void vi.unstubAllGlobals());

test('is of the version of the package', () => expect(VERSION).toBe(packageJson.version));

test.each([
  [{}, /needs an apiKey \(on servers\) or a publishableKey/],
  [{ apiKey: SECRET, publishableKey: PUBLISHABLE, baseUrl }, /not both/],
  [{ apiKey: PUBLISHABLE, baseUrl }, /is publishable: pass it as publishableKey/],
  [{ publishableKey: SECRET, baseUrl }, /is a secret key: keep it on your server/],
  [{ apiKey: `${SECRET}\n`, baseUrl }, /was not copied whole/],
  [{ apiKey: SECRET }, /needs a baseUrl like https:\/\/buddy.example.com/],
  [{ apiKey: SECRET, baseUrl: 'buddy.test' }, /needs a baseUrl/],
  [{ apiKey: SECRET, baseUrl: 'ftp://buddy.test' }, /needs a baseUrl/],
  [{ apiKey: SECRET, baseUrl: 'https://me:pw@buddy.test' }, /no user name/],
  [{ apiKey: SECRET, baseUrl, timeoutMs: 0 }, /timeoutMs must be a number of at least 1/],
  [{ apiKey: SECRET, baseUrl, maxRetries: Number.NaN }, /maxRetries must be a number of at least 0/],
])('refuses %j and never shows a key', (options, message) => {
  expect(make(options)).toThrow(message);
  expect(make(options)).toThrow(TypeError);
  expect(make(options)).not.toThrow(/kkkk|pppp/);
});

test.each([baseUrl, `${baseUrl}/`, `${baseUrl}/api/v1`, `${baseUrl}/api/v1/`])('takes %s', async (url) => {
  const { client, sent } = scriptedClient([{ status: 200, body: {} }], { baseUrl: url });
  await client.eggs.get('egg_1');
  await client.health();
  expect(sent.map((call) => call.url)).toEqual([`${baseUrl}/api/v1/eggs/egg_1`, `${baseUrl}/health/ready`]);
});

test('a secret key is refused where there is a DOM, a publishable one is not', () => {
  vi.stubGlobal('window', { document: {} });
  expect(make({ apiKey: SECRET, baseUrl })).toThrow(/must never be in a page/);
  expect(make({ apiKey: SECRET, baseUrl, allowBrowser: true })).not.toThrow();
  expect(make({ publishableKey: PUBLISHABLE, baseUrl })).not.toThrow();
});

test('a publishable key that would change something fails without a request', async () => {
  const { client, sent } = scriptedClient([{ status: 200, body: {} }], { publishableKey: PUBLISHABLE });
  const refused = await client.events.send({ userId: 'u', type: 't' }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(PublishableKeyScopeError);
  expect(refused).toMatchObject({ code: 'publishable_key_scope', statusCode: 0 });
  await expect(client.buddies.archive('buddy_1')).rejects.toThrow(/DELETE \/buddies\/buddy_1\) from your server/);
  expect(sent).toHaveLength(0);
  await client.buddies.get('buddy_1');
  await client.embedTokens.create({ buddyId: 'buddy_1' });
  expect(sent.map(({ headers }) => headers.has('user-agent'))).toEqual([false, false]);
});

test.each(['', '.', '..', undefined as unknown as string])('an id like %j never becomes another path', async (id) => {
  const { client, sent } = scriptedClient([{ status: 200, body: {} }]);
  await expect(client.buddies.archive(id)).rejects.toThrow(/An id must be a text/);
  expect(sent).toHaveLength(0);
});

test('ids are encoded', async () => {
  const { client, sent } = scriptedClient([{ status: 204 }]);
  await client.users.erase('a/b?c#d ü');
  expect(sent[0]!.url).toBe(`${baseUrl}/api/v1/users/a%2Fb%3Fc%23d%20%C3%BC`);
});
