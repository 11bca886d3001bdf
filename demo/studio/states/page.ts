import { HatchedBuddy } from '../../../src/widget/index.ts';
import { CASES, type Case, isFailure, NOW, statusOf } from './cases.ts';

/** Runs in the page: elements that show every state, each with a server of its own in place of the network. */

const BASE = 'https://states.test/';
const asked = new Map<string, number>();
const cases = new Map<string, Case>();

Date.now = () => NOW;
const real = globalThis.fetch.bind(globalThis);
globalThis.fetch = (input, init) => {
  const url = String(input);
  return url.startsWith(BASE) ? answer(url.slice(BASE.length).split('/')[0]!) : real(input, init);
};

async function answer(id: string): Promise<Response> {
  const one = cases.get(id)!;
  const before = asked.get(id) ?? 0;
  asked.set(id, before + 1);
  const given = before > 0 && one.then ? one.then : one.answer;
  if (!given) return new Promise(() => undefined);
  if (given === 'offline') throw new TypeError('Failed to fetch');
  if (!isFailure(given)) return Response.json(given);
  const error = { code: given, message: `Refused: ${given}.`, requestId: 'req_01k3' };
  return Response.json({ error }, { status: statusOf(given), headers: one.headers ?? {} });
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
  const told = new Promise((resolve) => {
    for (const type of ['hatched-ready', 'hatched-error']) element.addEventListener(type, resolve, { once: true });
  });
  place.append(element);
  if (one.answer) await told;
  if (one.then) await element.refresh();
  return element;
}

HatchedBuddy.define();
Object.assign(globalThis, { show, CASES });
