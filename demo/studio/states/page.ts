import { HatchedBuddy } from '../../../src/widget/index.ts';
import type { ErrorCode } from '../../../src/contract/errors.ts';
import { CASES, type Case, isFailure, NOW, statusOf } from './cases.ts';

/** Runs in the page: elements that show every state, each with a server of its own in place of the network. */

const BASE = 'https://states.test/';
const asked = new Map<string, number>();
const cases = new Map<string, Case>();

let isOnLine = true;
Object.defineProperty(navigator, 'onLine', { get: () => isOnLine });
Date.now = () => NOW;
const real = globalThis.fetch.bind(globalThis);
globalThis.fetch = (input, init) => {
  const url = String(input);
  if (!url.startsWith(BASE)) return real(input, init);
  const id = url.slice(BASE.length).split('/')[0]!;
  return url.includes('/leaderboards/') ? board(id) : answer(id);
};

async function board(id: string): Promise<Response> {
  const answer = cases.get(id)!.board ?? 'resource_not_found';
  if (isFailure(answer)) return refusal(answer);
  return Response.json({
    leaderboard: 'weekly',
    entries: answer,
    window: { kind: 'weekly', from: null, to: null },
    snapshot_id: null,
  });
}

async function answer(id: string): Promise<Response> {
  const one = cases.get(id)!;
  const before = asked.get(id) ?? 0;
  asked.set(id, before + 1);
  const given = before > 0 && one.then ? one.then : one.answer;
  if (!given) return new Promise(() => undefined);
  if (given === 'offline') throw new TypeError('Failed to fetch');
  return isFailure(given) ? refusal(given, one.headers) : Response.json(given);
}

function refusal(code: ErrorCode, headers: Record<string, string> = {}): Response {
  const error = { code, message: `Refused: ${code}.`, requestId: 'req_01k3' };
  // What may succeed later is tried again, later than anybody looks.
  const later = code === 'service_unavailable' ? { 'retry-after': '90' } : {};
  return Response.json({ error }, { status: statusOf(code), headers: { ...later, ...headers } });
}

export async function show(
  place: HTMLElement,
  name: string,
  attributes: Record<string, string>,
  token = 'a.b.c',
): Promise<HatchedBuddy> {
  const one = CASES[name]!;
  const id = `${cases.size}`;
  cases.set(id, one);
  const element = document.createElement('hatched-buddy');
  const all = {
    'api-base': `${BASE}${id}/api/v1`,
    'session-token': token,
    live: 'off',
    ...one.attributes,
    ...attributes,
  };
  for (const [key, value] of Object.entries(all)) if (value !== null) element.setAttribute(key, value);
  const answered = new Promise((resolve) => {
    for (const type of ['hatched-ready', 'hatched-error']) element.addEventListener(type, resolve, { once: true });
  });
  place.append(element);
  if (one.answer) await answered;
  if (one.then) {
    isOnLine = one.then !== 'offline';
    await element.refresh();
    isOnLine = true;
  }
  return element;
}

HatchedBuddy.define();
Object.assign(globalThis, { show, CASES });
