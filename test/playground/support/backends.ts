import { resolveObjectURL } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Configuration } from '../../../src/contract/configuration/configuration.ts';
import { SESSION_SCOPES, type SessionScope } from '../../../src/contract/names.ts';
import { compile } from '../../../src/engine/index.ts';
import { Playground } from '../../../src/playground/index.ts';
import { wakeDueBuddies } from '../../../src/server/buddies/wake.ts';
import { TestClock } from '../../support/clock.ts';
import { startPlayground } from '../../support/playground.ts';
import { TEST_START } from '../../support/server.ts';

interface Told {
  status: number;
  /** The `X-Hatched-Now` of the answer. */
  now: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

/** Whoever answers the element: the server over HTTP, or the page itself. */
export interface Backend {
  name: string;
  /** A call under `/widget/`. */
  call(method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, more?: More): Promise<Told>;
  /** Draws what waits to be drawn. */
  draw(): Promise<void>;
  /** The server's own call: the egg may hatch. */
  ready(): Promise<void>;
  advance(ms: number): Promise<void>;
  /** Other scopes from now on. */
  allow(scopes: readonly SessionScope[]): Promise<void>;
  /** The picture behind an address. */
  picture(url: string): Promise<string>;
  close(): Promise<void>;
}

interface More {
  body?: unknown;
  key?: string;
}

const USER = 'you';
const HOUR = 3_600_000;
const BASE = 'http://playground.test/api/v1';

/** Every call wants its answer in that language. */
export async function realServer(config: Configuration, language = 'en'): Promise<Backend> {
  const server = await startPlayground(config);
  const session = async (scopes: readonly SessionScope[]) =>
    (await server.call('POST', '/widget-sessions', { body: { user_id: USER, ensure_egg: true, scopes } })).body
      .token as string;
  let token = await session(SESSION_SCOPES);
  return {
    name: 'the server',
    async call(method, path, { body, key } = {}) {
      const answer = await server.call(method, `/widget/${path}`, {
        as: token,
        headers: { 'accept-language': language },
        ...(body !== undefined && { body }),
        ...(key !== undefined && { idempotencyKey: key }),
      });
      return { status: answer.status, now: String(answer.headers['x-hatched-now']), body: answer.body };
    },
    draw: () => server.drawAll(),
    async ready() {
      const { body } = await server.call('GET', `/eggs?user_id=${USER}`);
      await server.call('PATCH', `/eggs/${body.data[0].egg_id}`, { body: { status: 'ready' } });
    },
    async advance(ms) {
      for (let left = ms; left > 0; left -= HOUR) {
        server.clock.advance(Math.min(left, HOUR));
        await wakeDueBuddies(server.parts);
      }
      // The session would have ended.
      token = await session(SESSION_SCOPES);
    },
    async allow(scopes) {
      token = await session(scopes);
    },
    async picture(url) {
      const answer = await server.app.inject({ url: new URL(url).pathname });
      return answer.body;
    },
    close: () => server.close(),
  };
}

export async function inThePage(config: Configuration, language = 'en'): Promise<Backend> {
  const clock = new TestClock(TEST_START);
  const playground = new Playground({ config, user_id: USER, now: clock.now, timers: clock });
  // The server chooses an egg's species by the user's id.
  playground.layEgg(speciesOf(config));
  return {
    name: 'the playground',
    async call(method, path, { body, key } = {}) {
      const answer = await playground.fetch(`${BASE}/widget/${path}`, {
        method,
        headers: { 'accept-language': language, ...(key !== undefined && { 'idempotency-key': key }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: answer.status, now: answer.headers.get('x-hatched-now')!, body: await answer.json() };
    },
    draw: () => Promise.resolve(playground.life.drawWaiting()),
    ready: () => Promise.resolve(playground.makeReady()),
    advance: (ms) => Promise.resolve(playground.push(ms)),
    allow: (scopes) => Promise.resolve(void (playground.scopes = scopes)),
    picture: (url) => resolveObjectURL(url)!.text(),
    close: () => Promise.resolve(),
  };
}

const speciesOf = (config: Configuration) => compile(config).config.species![0]!.key;

/** Ids by what they stand for, pictures by what they show, in place of what differs between two lives that are the same. */
export async function comparable(backend: Backend, body: unknown): Promise<unknown> {
  if (Array.isArray(body)) return Promise.all(body.map((entry) => comparable(backend, entry)));
  if (typeof body === 'object' && body !== null) {
    const entries = Object.entries(body).map(async ([name, value]) => [
      name,
      name === 'png_url' || name === 'requestId' ? typeof value : await comparable(backend, value),
    ]);
    return Object.fromEntries((await Promise.all(entries)) as [string, unknown][]);
  }
  if (typeof body !== 'string') return body;
  if (/^(blob:|https?:)/.test(body)) return hash(await backend.picture(body));
  return body.replaceAll(/\b([a-z]+)_[0-9a-hjkmnp-tv-z]{26}\b/g, '$1_…');
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);
