import { afterAll, beforeAll, expect, test } from 'vitest';
import type { List } from '../../../src/contract/common.ts';
import { allRoutes } from '../../../src/server/routes.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';
import type { Reply } from '../../support/server.ts';

let server: Playground;
const paths: Record<string, string> = {
  '/events': '/events',
  '/eggs': '/eggs',
  '/buddies': '/buddies',
  '/buddies/:buddy_id/ledger': '',
  '/api-keys': '/api-keys',
  '/config/versions': '/config/versions',
  '/assets': '/assets',
  '/webhook-endpoints': '/webhook-endpoints',
  '/webhook-endpoints/:endpoint_id/deliveries': '',
};
const SVG = (x: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect x="${x}" width="9" height="9"/></svg>`;

beforeAll(async () => {
  server = await startPlayground(LESSONS);
  const hook = { url: 'https://example.com/hooks', events: ['*'] };
  const { endpoint_id } = (await server.call('POST', '/webhook-endpoints', { body: hook })).body;
  for (let at = 0; at < 3; at++) {
    const { buddy_id } = await server.hatch(`user-${at}`);
    if (at === 0) paths['/buddies/:buddy_id/ledger'] = `/buddies/${buddy_id}/ledger`;
    await server.send('user-0', 'lesson');
    await server.publish({ ...LESSONS, skills: LESSONS.skills!.map((skill) => ({ ...skill, max_value: 200 + at })) });
    await server.call('POST', '/webhook-endpoints', { body: hook });
    await server.call('POST', '/api-keys', { body: { kind: 'secret', label: `Key ${at}` } });
    const form = new FormData();
    form.set('file', new Blob([SVG(at)], { type: 'image/svg+xml' }), 'picture.svg');
    const { headers, payload } = await encoded(form);
    await server.call('POST', '/assets', { body: payload, headers });
  }
  paths['/webhook-endpoints/:endpoint_id/deliveries'] = `/webhook-endpoints/${endpoint_id}/deliveries`;
});
afterAll(() => server.close());

async function encoded(form: FormData) {
  const request = new Request('http://localhost', { method: 'POST', body: form });
  const payload = Buffer.from(await request.arrayBuffer());
  return { payload, headers: { 'content-type': request.headers.get('content-type')! } };
}

test('every list is in the table', () => {
  const lists = allRoutes(server.parts).filter(
    ({ query }) => query && 'cursor' in (query as { shape?: object }).shape!,
  );
  expect(lists.map(({ path }) => path).sort()).toEqual(Object.keys(paths).sort());
});

test.each(Object.keys(paths))('%s is read to its end in pages of one, as in one of a hundred', async (route) => {
  const path = paths[route]!;
  const all = (await server.call('GET', `${path}?limit=100`)).body;
  expect(all.data.length).toBeGreaterThan(2);
  expect(all.next_cursor).toBeNull();
  const paged: unknown[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Reply<List<unknown>> = await server.call('GET', `${path}?limit=1${cursor && `&cursor=${cursor}`}`);
    expect([page.status, page.body.data.length]).toEqual([200, 1]);
    paged.push(...page.body.data);
    cursor = page.body.next_cursor;
  }
  expect(paged).toEqual(all.data);
  for (const wrong of ['limit=0', 'limit=101', 'cursor=evt', 'cursor=cus_00000000000000000000000000']) {
    expect([wrong, (await server.call('GET', `${path}?${wrong}`)).status]).toEqual([wrong, 422]);
  }
});
