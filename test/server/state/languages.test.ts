import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Configuration } from '../../../src/contract/configuration/configuration.ts';
import { languagesIn } from '../../../src/engine/configuration/accept-language.ts';
import { openStream } from '../../support/event-stream.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Hatched, type Playground } from '../../support/playground.ts';

const ASSET = 'ast_00000000000000000000000000';
const RULES: Configuration = {
  ...LESSONS,
  tokens: [{ key: 'gem', label: { en: 'Gems', de: 'Edelsteine', 'pt-BR': 'Gemas' }, tier: 'primary', max_balance: 10 }],
  token_rules: [],
  stages: [{ stage: 1, label: { en: 'Hatchling', de: 'Küken' } }],
  skills: [{ key: 'grammar', label: { fr: 'Grammaire', de: 'Grammatik' }, max_value: 100, points_per_level: 20 }],
  badges: LESSONS.badges!.map((badge) => ({
    ...badge,
    label: { en: badge.label as string, de: `Abzeichen ${badge.key}` },
    description: { en: 'How it is earned.', de: 'Wie man es bekommt.' },
  })),
  items: LESSONS.items!.map((item) => ({ ...item, label: { en: item.label as string, de: `Ding ${item.key}` } })),
};

let server: Playground;
let pip: Hatched;
let token: string;
beforeAll(async () => {
  server = await startPlayground(RULES);
  pip = await server.hatch();
  token = await server.session(pip);
});
afterAll(() => server.close());

const get = (path: string, language?: string, headers = {}, as = token) =>
  server.call('GET', path, { as, headers: { ...(language && { 'accept-language': language }), ...headers } });
// eslint-disable-next-line @typescript-eslint/no-explicit-any
const words = ({ tokens, skills, badges, buddy }: Record<string, any>) => [
  tokens[0].label,
  skills[0].label,
  badges[0].label,
  badges[0].description,
  buddy.stage.label,
];

const GERMAN = ['Edelsteine', 'Grammatik', 'Abzeichen first', 'Wie man es bekommt.', 'Küken'];
const ENGLISH = ['Gems', 'Grammaire', 'First', 'How it is earned.', 'Hatchling'];

test.each([
  ['nothing', undefined, ENGLISH],
  ['a language', 'de', GERMAN],
  ['a region of it', 'de-AT', GERMAN],
  ['in capitals', 'DE-ch', GERMAN],
  ['several, by their weight', 'fr;q=0.2, en;q=0.1, de;q=0.9', GERMAN],
  ['one that is refused', 'de;q=0, en', ENGLISH],
  ['one that nothing is in', 'ja', ENGLISH],
  ['the second where the first has none', 'pt-BR, de', ['Gemas', ...GERMAN.slice(1)]],
  ['nonsense', '*;;;q=é, ---', ENGLISH],
])('the state speaks what is asked for: %s', async (_name, language, expected) => {
  const { body, headers } = await get('/widget/state', language);
  expect(words(body)).toEqual(expected);
  expect(headers['vary']).toBe('Origin, Accept-Language');
});

test('each language has a tag of its own, the same for whoever is answered the same', async () => {
  const tag = async (language: string) => (await get('/widget/state', language)).headers['etag'] as string;
  const [english, german] = [await tag('en'), await tag('de')];
  expect(german).not.toBe(english);
  expect([await tag('de-AT, ja'), await tag('ja')]).toEqual([german, english]);
  expect((await get('/widget/state', 'de', { 'if-none-match': german })).status).toBe(304);
  expect((await get('/widget/state', 'de', { 'if-none-match': english })).status).toBe(200);
});

test('so do the stream, the shop, the preview, the answers of acting calls, and a server’s reads', async () => {
  const url = await server.listen();
  const headers = { authorization: `Bearer ${token}`, 'accept-language': 'de' };
  const stream = await openStream(`${url}/api/v1/widget/stream`, headers);
  expect(words((await stream.next())!.data)).toEqual(GERMAN);
  await server.send(pip.user_id, 'lesson');
  expect(words((await stream.next())!.data)).toEqual(GERMAN);
  await stream.close();

  const { items } = (await get('/widget/marketplace', 'de')).body;
  expect(items[0].label).toBe(`Ding ${items[0].item_id}`);
  const preview = (await get(`/widget/preview?equip=${items[0].item_id}`, 'de')).body;
  expect(preview.image.alt).toBe(`${(await server.buddy(pip.buddy_id)).name}, Küken, Ding ${items[0].item_id}`);

  const track = { type: 'lesson', event_id: 'in-german' };
  const acted = await server.call('POST', '/widget/track', {
    as: token,
    body: track,
    headers: { 'accept-language': 'de' },
  });
  expect(words(acted.body.state)).toEqual(GERMAN);
  const one = await get(`/buddies/${pip.buddy_id}`, 'de', {}, server.test.secret);
  expect(words({ ...one.body, buddy: one.body })).toEqual(GERMAN);
  const [listed] = (await get('/buddies', 'de', {}, server.test.secret)).body.data;
  expect(words({ ...listed, buddy: listed })).toEqual(GERMAN);
});

test('the picture is described when it is shown: a sentence in English, else what there is to see', async () => {
  const { name } = await server.buddy(pip.buddy_id);
  const alt = async (language: string) => (await get('/widget/state', language)).body.buddy.image.alt;
  expect(await alt('en')).toMatch(new RegExp(`^${name}, a .*hatchling`));
  expect(await alt('de')).toBe(`${name}, Küken`);
  await server.call('PATCH', `/buddies/${pip.buddy_id}`, { body: { name: 'Ada' } });
  expect(await alt('de')).toBe('Ada, Küken');
});

test('an egg that may choose says so, too', async () => {
  const fox = (key: string, de: string) => ({ key, label: { en: key, de }, assets: [{ stage: 1, asset_id: ASSET }] });
  const own = await startPlayground({ hatching: { choices: 2 } });
  const { customer_id, mode } = own.test;
  const row = { customer_id, mode, config_version_id: own.parts.ids('config'), cause_secrets: {}, created_at: 0 };
  const document = { hatching: { choices: 2 }, species: [fox('fox', 'Fuchs'), fox('bear', 'Bär')] };
  await own.parts.store.configs.saveDraft({ ...row, document, status: 'draft', published_at: null, comment: null });
  await own.parts.store.configs.publish(own.test, own.clock.now());
  own.clock.advance(2000);
  const body = { user_id: 'ann', scopes: ['read'], ensure_egg: true };
  const as = (await own.call('POST', '/widget-sessions', { body })).body.token;
  const { egg } = (await own.call('GET', '/widget/state', { as, headers: { 'accept-language': 'de' } })).body;
  expect(egg.choices.map(({ label }: { label: string }) => label).sort()).toEqual(['Bär', 'Fuchs']);
  await own.close();
});

describe('a text by language', () => {
  const put = (label: unknown) =>
    server.call('PUT', '/config/draft', { body: { tokens: [{ key: 'gem', label, tier: 'primary' }] } });
  const some = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`a${String.fromCharCode(97 + n)}`, 'Gems']));

  test('is in one language at least and in twenty at most', async () => {
    expect((await put(some(20))).status).toBe(200);
    for (const wrong of [{}, some(21), { 'not a tag!': 'Gems' }, { en: '' }, { en: 5 }, ['en']]) {
      const { status, body } = await put(wrong);
      expect([status, body.error?.code], JSON.stringify(wrong)).toEqual([422, 'validation_failed']);
      expect(body.error.details.fields[0].path, JSON.stringify(wrong)).toMatch(/^tokens\.0\.label/);
    }
  });
});

test('a header is read as far as it says something', () => {
  expect(languagesIn('de-DE,de;q=0.9,en;q=0.8')).toEqual(['de-DE', 'de', 'en']);
  expect(languagesIn(Array.from({ length: 40 }, () => 'de').join())).toHaveLength(10);
  expect(languagesIn('x'.repeat(400))).toEqual([]);
});
