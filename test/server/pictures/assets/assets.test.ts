import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LESSONS } from '../../../support/lessons.ts';
import { startPlayground, type Playground } from '../../../support/playground.ts';

let server: Playground;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
});
afterAll(() => server.close());

async function upload(bytes: Buffer | string, name = 'picture', idempotencyKey?: string) {
  const form = new FormData();
  form.append('file', new Blob([bytes as Buffer<ArrayBuffer>]), name);
  const request = new Request('http://buddy.test', { method: 'POST', body: form });
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/v1/assets',
    headers: {
      authorization: `Bearer ${server.test.secret}`,
      'content-type': request.headers.get('content-type')!,
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
    },
    payload: Buffer.from(await request.arrayBuffer()),
  });
  return { status: answer.statusCode, body: answer.json() };
}

const stored = async (asset_id: string) =>
  Buffer.from((await server.parts.store.assets.byId(server.test, asset_id))!.base64, 'base64');
const svg = (inside: string, size = 'width="100" height="80"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${size}>${inside}</svg>`;
const RECT = '<rect width="50" height="50" fill="red"/>';

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function png(width: number, height: number): Buffer {
  return withPixels(width, height, deflateSync(Buffer.alloc((width + 1) * height)));
}

/** Greyscale unless another colour type is given. */
function withPixels(width: number, height: number, data: Buffer | null, colour_type = 0): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, colour_type, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const pixels = data ? [chunk('IDAT', data)] : [];
  return Buffer.concat([signature, chunk('IHDR', head), ...pixels, chunk('IEND', Buffer.alloc(0))]);
}

/** Four by four, red. */
const WEBP = Buffer.from('UklGRhwAAABXRUJQVlA4TA8AAAAvA8AAAAcQ/Y/+ByKi/wEA', 'base64');
const TRANSPARENT_WEBP = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64');

test('with an Idempotency-Key it is kept once, and another picture under it is refused', async () => {
  const [first, again] = [await upload(svg(RECT), 'a.svg', 'one'), await upload(svg(RECT), 'a.svg', 'one')];
  expect([first.status, again.body]).toEqual([201, first.body]);
  const other = await upload(svg(RECT.replace('red', 'tan')), 'a.svg', 'one');
  expect([other.status, other.body.error.code]).toEqual([409, 'idempotency_key_conflict']);
});

test('an SVG is kept, measured, listed and served', async () => {
  const { status, body } = await upload(svg(RECT), 'C:\\art\\dragon 1.svg');
  expect(status).toBe(201);
  expect(body).toMatchObject({ media_type: 'image/svg+xml', name: 'dragon 1.svg', width: 100, height: 80 });
  const served = await server.app.inject(new URL(body.url).pathname);
  expect([served.statusCode, served.headers['content-type']]).toEqual([200, 'image/svg+xml']);
  const { data } = (await server.call('GET', '/assets')).body;
  expect(data[0]).toEqual(body);
  expect((await server.call('GET', '/assets', { as: server.live.secret })).body.data).toEqual([]);
});

test('PNG and WebP are taken by what they are, not by what they are called', async () => {
  expect((await upload(png(30, 20), 'a.svg')).body).toMatchObject({ media_type: 'image/png', width: 30, height: 20 });
  expect((await upload(WEBP, 'a.png')).body).toMatchObject({ media_type: 'image/webp', width: 4, height: 4 });
});

test.each([
  [
    'a prefix',
    '<x:svg xmlns:x="http://www.w3.org/2000/svg" width="9" height="9"><x:rect width="5" height="5"/></x:svg>',
  ],
  ['a long comment before it', `<!--${' long'.repeat(2000)} -->${svg(RECT)}`],
  ['a byte order mark', `\ufeff${svg(RECT)}`],
  ['UTF-16, little end first', Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${svg(RECT)}`, 'utf16le')],
  ['UTF-16, big end first', Buffer.from(`\ufeff${svg(RECT)}`, 'utf16le').swap16()],
])('an SVG may come with %s', async (_what, bytes) => {
  const { status, body } = await upload(bytes);
  expect([status, body.media_type]).toEqual([201, 'image/svg+xml']);
});

describe('what could do anything is gone from an SVG, what it draws stays', () => {
  const attacks: [string, string][] = [
    ['a script', `<script>alert(1)</script>${RECT}`],
    ['a script of another namespace', `<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>${RECT}`],
    ['a handler', `<rect width="50" height="50" fill="red" onload="alert(1)" onclick="alert(1)"/>`],
    ['a link', `<a href="javascript:alert(1)" xlink:href="javascript:alert(1)">${RECT}</a>`],
    ['an animation that sets a link', `<a>${RECT}<animate attributeName="href" to="javascript:alert(1)"/></a>`],
    ['a style sheet from elsewhere', `<style>@import url(http://evil.test/x.css); rect { fill: red }</style>${RECT}`],
    ['a paint from elsewhere', `${RECT}<rect width="9" height="9" style="fill:url(http://evil.test/x#y)"/>`],
    ['a use of another file', `${RECT}<use href="http://evil.test/x.svg#y"/><use href="/etc/passwd#x"/>`],
    ['an iframe', `${RECT}<iframe src="http://evil.test"/><embed src="http://evil.test"/>`],
    ['a processing instruction', `<?xml-stylesheet href="http://evil.test/x.css"?>${RECT}`],
    ['a comment', `<!-- <script>alert(1)</script> -->${RECT}`],
    ['character data', `<desc><![CDATA[<script>alert(1)</script>]]></desc>${RECT}`],
  ];
  test.each(attacks)('%s', async (_what, inside) => {
    const { status, body } = await upload(svg(inside));
    expect(status).toBe(201);
    const clean = (await stored(body.asset_id)).toString();
    expect(clean).not.toMatch(/script|alert|evil|passwd|\bon[a-z]+=|javascript|<a\b|<style|<use|animate|CDATA/i);
    expect(clean).toContain('fill="#ff0000"');
  });
});

describe('what cannot be used is refused, with the reason', () => {
  const bomb = (levels: number, times: number) => {
    const level = (n: number) => `<g id="l${n}">${`<use href="#l${n - 1}"/>`.repeat(times)}</g>`;
    const all = Array.from({ length: levels }, (_, n) => level(n + 1)).join('');
    return svg(`<defs><rect id="l0" width="1" height="1"/>${all}</defs><use href="#l${levels}"/>`);
  };
  const masks = (levels: number) => {
    const rect = (n: number) => `<rect width="9" height="9" fill="#fff" mask="url(#m${n})"/>`;
    const all = Array.from({ length: levels }, (_, n) => `<mask id="m${n + 1}">${rect(n)}${rect(n)}</mask>`).join('');
    return svg(`<mask id="m0"><rect width="8" height="8" fill="#fff"/></mask>${all}${rect(levels)}`);
  };
  const cases: [string, Buffer | string, RegExp][] = [
    ['a text', 'hello', /SVG, a PNG or a WebP/],
    ['an HTML page', '<!doctype html><html><body><p>hello</p></body></html>', /SVG, a PNG or a WebP/],
    ['a GIF', Buffer.from('GIF89a\x01\x00\x01\x00', 'latin1'), /SVG, a PNG or a WebP/],
    ['nothing', '', /SVG, a PNG or a WebP/],
    ['a broken SVG', '<svg xmlns="http://www.w3.org/2000/svg"><rect', /cannot be read/],
    ['an SVG that is not UTF-8', Buffer.from(svg('<!-- \xff\xfe -->' + RECT), 'latin1'), /neither UTF-8/],
    ['an empty SVG', svg(''), /draws nothing/],
    [
      'a file of this machine',
      svg(`<image href="/etc/hostname" width="9" height="9"/>${RECT}`),
      /embeds another picture/,
    ],
    ['the same with a prefix', svg(`<s:image xmlns:s="http://www.w3.org/2000/svg" href="/etc/hostname"/>`), /embeds/],
    [
      'and with one of another alphabet',
      svg(`<é:image xmlns:é="http://www.w3.org/2000/svg" href="/etc/x.png"/>`),
      /embeds/,
    ],
    ['a picture from elsewhere', svg(`<image href="http://169.254.169.254/x.png"/>${RECT}`), /embeds another picture/],
    ['an entity', `<!DOCTYPE svg [<!ENTITY a "aaaa">]>${svg(RECT)}`, /declares entities/],
    ['text', svg(`<text x="1" y="9">hi</text>${RECT}`), /Convert it to outlines/],
    ['HTML inside', svg(`<foreignObject width="9" height="9"><p/></foreignObject>${RECT}`), /holds HTML/],
    ['too wide', svg(RECT, 'width="2049" height="10"'), /2049 × 10/],
    ['billions of copies', bomb(10, 10), /cannot be read|becomes too large/],
    // Which limit it meets first, that of time or that of size, depends on how busy the machine is.
    ['thousands of copies', bomb(10, 3), /takes too long|becomes too large/],
    // Depths that no renderer ends: told without drawing them.
    ['masks within masks', masks(60), /Flatten/],
    ['a filter over far more than the picture', farFilter(), /takes too long/],
    [
      'turbulence',
      svg(`<filter id="f"><feTurbulence numOctaves="99999"/></filter><g filter="url(#f)">${RECT}</g>`),
      /feTurbulence/,
    ],
    ['a PNG that is cut off', png(30, 20).subarray(0, 50), /damaged/],
    ['a PNG without pixels', withPixels(30, 20, null), /damaged/],
    ['a PNG whose pixels are no data', withPixels(30, 20, Buffer.from('garbage garbage')), /damaged/],
    ['a PNG with too few rows', withPixels(30, 20, deflateSync(Buffer.alloc(31 * 10))), /damaged/],
    ['a PNG with a filter that there is not', withPixels(30, 20, deflateSync(Buffer.alloc(31 * 20, 9))), /damaged/],
    ['a PNG of a colour type that there is not', withPixels(30, 20, deflateSync(Buffer.alloc(31 * 20)), 5), /damaged/],
    ['a PNG without its palette', withPixels(30, 20, deflateSync(Buffer.alloc(31 * 20)), 3), /damaged/],
    ['a PNG with nothing to see', withPixels(3, 2, deflateSync(Buffer.alloc(13 * 2)), 6), /transparent all over/],
    ['an SVG with nothing to see', svg('<rect width="50" height="50" fill="red" opacity="0"/>'), /draws nothing/],
    ['a PNG with something behind it', Buffer.concat([png(3, 2), Buffer.from('<script>')]), /damaged/],
    ['a PNG that is too high', png(10, 2049), /10 × 2049/],
    ['a WebP with nothing to see', TRANSPARENT_WEBP, /transparent all over/],
    ['a WebP that is cut off', WEBP.subarray(0, 20), /damaged/],
  ];
  test.each(cases)('%s', async (_what, bytes, reason) => {
    const { status, body } = await upload(bytes);
    expect([status, body.error.code]).toEqual([400, 'bad_request']);
    expect(body.error.message).toMatch(reason);
  });

  test('a file of more than 512 KiB', async () => {
    const { status, body } = await upload(Buffer.alloc(512 * 1024 + 1));
    expect([status, body.error.code]).toEqual([413, 'payload_too_large']);
  });

  test('JSON, and a form without a file', async () => {
    const json = await server.call('POST', '/assets', { body: { file: 'x' } });
    expect([json.status, json.body.error.code]).toEqual([415, 'unsupported_media_type']);
    const boundary = 'b';
    const empty = await server.app.inject({
      method: 'POST',
      url: '/api/v1/assets',
      headers: {
        authorization: `Bearer ${server.test.secret}`,
        'content-type': `multipart/form-data; boundary=${boundary}`,
      },
      payload: `--${boundary}--\r\n`,
    });
    expect([empty.statusCode, empty.json().error.details.fields[0].path]).toEqual([422, 'file']);
  });
});

describe('a form', () => {
  const part = (name: string, content: string, filename?: string) =>
    `--b\r\nContent-Disposition: form-data; name="${name}"${filename ? `; filename="${filename}"` : ''}\r\n\r\n${content}\r\n`;
  const file = (name: string) => part(name, svg(RECT), 'a.svg');
  async function send(payload: string, type = 'multipart/form-data; boundary=b') {
    const headers = { authorization: `Bearer ${server.test.secret}`, 'content-type': type };
    const answer = await server.app.inject({ method: 'POST', url: '/api/v1/assets', headers, payload });
    return { status: answer.statusCode, body: answer.json() };
  }

  test.each([
    'Multipart/form-data; boundary=b',
    'multipart/Form-Data; Boundary=b',
    'multipart/form-data ;boundary="b"',
  ])('may be called %s', async (type) => {
    expect((await send(`${file('file')}--b--\r\n`, type)).status).toBe(201);
  });

  test('may have something before its first and behind its last line', async () => {
    expect((await send(`preamble\r\n${file('picture')}--b--\r\nepilogue`)).status).toBe(201);
  });

  test.each([
    ['is cut off in the file', file('file').slice(0, -40)],
    ['is cut off before its last line', file('file')],
    ['is cut off in the head of a part', '--b\r\nContent-Disposition: form-da'],
    [
      'is cut off behind the head of a part',
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n',
    ],
    ['is cut off in a second part', `${file('file')}--b\r\nContent-Disposition: form-data; name="x"\r\n\r\nhel`],
    ['is no form', '{"file": "x"}'],
    ['has a field that every object has', `${file('toString')}--b--\r\n`],
  ])('that %s is refused', async (_what, payload) => {
    const { status, body } = await send(payload);
    expect([status, body.error.code]).toEqual([400, 'bad_request']);
    expect(body.error.message).toMatch(/malformed or cut off/);
  });

  test.each(['multipart/form-data', 'multipart/form-data; boundary=', 'multipart/form-data; boundary=other'])(
    'without its boundary is refused: %s',
    async (type) => {
      const { status, body } = await send(`${file('file')}--b--\r\n`, type);
      expect([status, body.error.code]).toEqual([400, 'bad_request']);
    },
  );

  test.each([
    ['a second file', file('file') + file('other'), ['other']],
    ['a second file of the same name', file('file') + file('file'), ['file']],
    ['a text before the file', part('title', 'hello') + file('file'), ['title']],
    ['a text after the file', file('file') + part('title', 'hello'), ['title']],
    ['a text alone', part('title', 'hello'), ['title']],
    ['two of them', part('title', 'hello') + file('file') + file('other'), ['title', 'other']],
    ['dozens', part('title', 'hello').repeat(50) + file('file'), ['']],
  ])('with %s is refused', async (_what, payload, paths) => {
    const { status, body } = await send(`${payload}--b--\r\n`);
    expect([status, body.error.code]).toEqual([422, 'validation_failed']);
    expect(body.error.details.fields.map(({ path }: { path: string }) => path)).toEqual(paths);
  });
});

test('own pictures are drawn with: a stage, an item, a thumbnail', async () => {
  const stage = (await upload(svg('<circle cx="50" cy="40" r="30" fill="#00ff00"/>'))).body.asset_id;
  const hat = (await upload(png(20, 20))).body.asset_id;
  await server.publish({
    ...LESSONS,
    species: [{ key: 'fox', label: 'Foxy', assets: [1, 2].map((number) => ({ stage: number, asset_id: stage })) }],
    items: [
      {
        key: 'own_hat',
        label: 'Own hat',
        description: '',
        category: 'head',
        rarity: 'common',
        price: { type: 'free' },
        art: { asset_id: hat },
      },
    ],
  });
  const pip = await server.hatch();
  const token = await server.session(pip);
  const picture = async () => {
    const { image } = await server.buddy(pip.buddy_id);
    return (await server.app.inject(new URL(image!.url).pathname)).payload;
  };
  expect((await server.buddy(pip.buddy_id)).name).toBe('Foxy');
  expect(await picture()).toContain((await stored(stage)).toString('base64'));
  const bought = await server.call('POST', '/widget/marketplace/purchases', {
    as: token,
    body: { item_id: 'own_hat' },
    idempotencyKey: 'own-hat',
  });
  expect(bought.status).toBe(201);
  await server.call('PUT', '/widget/equipment', { as: token, body: { equip: ['own_hat'] } });
  await server.drawAll();
  expect(await picture()).toContain((await stored(hat)).toString('base64'));
  const { body } = await server.call('GET', '/widget/marketplace', { as: token });
  const thumbnail = await server.app.inject(new URL(body.items[0].image_url).pathname);
  expect(thumbnail.payload).toContain((await stored(hat)).toString('base64'));
});

test('what nobody has uploaded cannot be published', async () => {
  const item = { ...LESSONS.items![0]!, art: { asset_id: `ast_${'0'.repeat(26)}` } };
  await server.call('PUT', '/config/draft', { body: { ...LESSONS, items: [item] } });
  const { status, body } = await server.call('POST', '/config/publish');
  expect([status, body.error.details.fields[0].path]).toEqual([422, 'items.0.art.asset_id']);
  const { body: report } = await server.call('POST', '/config/validate');
  expect(report.errors.map((error: { code: string }) => error.code)).toEqual(['unknown_asset']);
});

/** Bytes enough for a screen, which a server would draw for seconds at the sizes that it serves. */
function farFilter(): string {
  const blurs = '<feGaussianBlur stdDeviation="40"/>'.repeat(20);
  const region = 'filterUnits="userSpaceOnUse" x="-5000" y="-5000" width="10000" height="10000"';
  return svg(`<filter id="f" ${region}>${blurs}</filter><rect width="64" height="64" filter="url(#f)"/>`);
}
