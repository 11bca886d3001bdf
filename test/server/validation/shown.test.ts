import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { label, name, reason } from '../../../src/contract/common.ts';
import { TURNING, UNSEEN } from '../../../src/contract/shown.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Hatched, type Playground } from '../../support/playground.ts';

const INVISIBLE: [what: string, text: string][] = [
  ['spaces', '   '],
  ['a space that does not break', '\u00a0'],
  ['an ideographic space', '\u3000'],
  ['a space of no width', '\u200b'],
  ['a joiner', '\u200d'],
  ['a byte order mark', '\ufeff'],
  ['a word joiner', '\u2060'],
  ['a soft hyphen', '\u00ad'],
  ['marks of direction', '\u200e\u200f\u061c'],
  ['Hangul fillers', '\u3164\u115f\uffa0'],
  ['an empty Braille cell', '\u2800'],
  ['a variation selector', '\ufe0f'],
  ['tags', '\u{e0067}\u{e007f}'],
  ['a line separator', '\u2028'],
];
const TURNED: [what: string, text: string][] = [
  ['an override', '\u202egnp.exe'],
  ['an embedding', 'Pip\u202b'],
  ['its end', 'Pip\u202c'],
  ['an isolate', '\u2066Pip'],
  ['an ended isolate', '\u2068Pip\u2069'],
];
const FINE = [
  'Pip',
  ' Pip ',
  'P',
  '7',
  '!',
  'José',
  'Jose\u0301',
  'שלום',
  'שלום\u200f!',
  'محمد',
  'می\u200cخواهم',
  'क्\u200dष',
  '小龙',
  'ᏣᎳᎩ',
  '🐉',
  '❤\ufe0f',
  '👩\u200d🚀',
  '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
];

const takes = (text: string) => [name, label, reason].map((schema) => schema.safeParse(text).success);
const ALL = [true, true, true];
const NONE = [false, false, false];

describe('a name, a label, a reason', () => {
  test.each([...INVISIBLE, ...TURNED])('is not made of %s', (_what, text) => expect(takes(text)).toEqual(NONE));
  test.each(FINE)('may be %j', (text) => expect(takes(text)).toEqual(ALL));

  test('made of characters that Unicode calls white space, control or ignorable is refused, whichever they are', () => {
    const unseen = codePoints().filter((one) => /[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}]/u.test(one));
    expect(unseen.length).toBeGreaterThan(4000);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...unseen), { minLength: 1, maxLength: 20 }), (some) => {
        expect(takes(some.join(''))).toEqual(NONE);
      }),
      { examples: unseen.map((one) => [[one]]), numRuns: unseen.length + 500 },
    );
  });

  test('with a letter, a mark, a number, a sign or an emoji in it can be seen, whatever else there is', () => {
    const unseen = new RegExp(`[${UNSEEN}]`, 'u');
    const drawn = codePoints().filter((one) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(one));
    // What has no look though it is a letter or a sign.
    expect(drawn.filter((one) => unseen.test(one))).toEqual([
      '\u115f',
      '\u1160',
      '\u2800',
      '\u3164',
      '\uffa0',
      '\u{1d159}',
    ]);
    const mixed = fc.tuple(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.nat(drawn.length - 1).map((at) => drawn[at]!),
    );
    fc.assert(
      fc.property(mixed, ([around, one]) => {
        fc.pre(!unseen.test(one) && !/[\p{Cc}\u2028\u2029]/u.test(around) && !new RegExp(`[${TURNING}]`).test(around));
        expect(takes(around + one)).toEqual(ALL);
      }),
    );
  });

  test('that turns the text around it is refused, wherever it does so', () => {
    const turning = ['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069'];
    const part = fc.string({ unit: 'grapheme', maxLength: 20 });
    fc.assert(
      fc.property(part, fc.constantFrom(...turning), part, (before, one, after) => {
        expect(takes(before + one + after)).toEqual(NONE);
      }),
    );
  });
});

function codePoints(): string[] {
  const all: string[] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    if (code < 0xd800 || code > 0xdfff) all.push(String.fromCodePoint(code));
  }
  return all;
}

describe('everywhere a name or a label is taken, the refusal names the field', () => {
  let server: Playground;
  let pip: Hatched;
  beforeAll(async () => {
    server = await startPlayground(LESSONS);
    pip = await server.hatch();
  });
  afterAll(() => server.close());

  const UNSEEN_TEXT = ' \u200b';
  const [badge] = LESSONS.badges!;
  const places: [
    place: string,
    fields: string[],
    send: (text: string) => Promise<{ status: number; body: unknown }>,
  ][] = [
    ['renaming', ['name'], (text) => server.call('PATCH', `/buddies/${pip.buddy_id}`, { body: { name: text } })],
    [
      'renaming on a page',
      ['name'],
      async (text) => server.call('PATCH', '/widget/buddy', { as: await server.session(pip), body: { name: text } }),
    ],
    [
      'hatching on a page',
      ['name'],
      async (text) => server.call('POST', '/widget/hatch', { as: await server.session(pip), body: { name: text } }),
    ],
    [
      'a grant',
      ['reason'],
      (text) => server.call('POST', `/buddies/${pip.buddy_id}/coins`, { body: { amount: 1, reason: text } }),
    ],
    ['a key', ['label'], (text) => server.call('POST', '/api-keys', { body: { kind: 'secret', label: text } })],
    [
      'the configuration',
      ['badges.0.label', 'badges.1.label.de'],
      (text) =>
        server.call('PUT', '/config/draft', {
          body: {
            badges: [
              { ...badge, label: text },
              { ...badge, key: 'second', label: { en: 'Second', de: text } },
            ],
          },
        }),
    ],
    ['a publication', ['comment'], (text) => server.call('POST', '/config/publish', { body: { comment: text } })],
  ];

  test.each(places)('%s', async (_place, fields, send) => {
    for (const text of [UNSEEN_TEXT, 'a\u202eb']) {
      const { status, body } = await send(text);
      expect(status).toBe(422);
      const { error } = body as { error: { code: string; details: { fields: { path: string }[] } } };
      expect(error.code).toBe('validation_failed');
      expect(error.details.fields.map(({ path }) => path)).toEqual(fields);
    }
  });

  test.each([
    ['\u202egvs.a', 'gvs.a'],
    ['a b.svg', 'a b.svg'],
    [' \u200b', 'picture'],
  ])('a file that is called %j is shown as %j', async (sent, shown) => {
    const form = new FormData();
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>';
    form.append('file', new Blob([svg]), sent);
    const body = new Response(form);
    const answer = await server.app.inject({
      method: 'POST',
      url: '/api/v1/assets',
      headers: { authorization: `Bearer ${server.test.secret}`, 'content-type': body.headers.get('content-type')! },
      payload: Buffer.from(await body.arrayBuffer()),
    });
    expect(answer.json().name).toBe(shown);
  });

  test('a description may be empty, and turns nothing', async () => {
    const save = (description: string) =>
      server.call('PUT', '/config/draft', { body: { badges: [{ ...badge, description }] } });
    expect((await save('')).status).toBe(200);
    expect((await save('\u2067x')).status).toBe(422);
  });
});
