import { expect, test } from 'vitest';
import type { Allowed } from '../../../src/server/gate/caller.ts';
import { anyOrigin, isForBrowsers, isPublic } from '../../../src/server/gate/cors.ts';
import type { RouteDefinition } from '../../../src/server/http/route.ts';

const of = (method: string, allow: Allowed) => ({ method, allow }) as RouteDefinition;

test.each<[allow: Allowed, reads: boolean, writes: boolean]>([
  [{}, true, false],
  [{ secret: true }, false, false],
  [{ publishable: 'read:buddies' }, true, true],
  [{ session: 'read' }, true, true],
  [{ embed: true }, true, true],
  [{ secret: true, publishable: 'read:buddies' }, true, true],
])('what %j may do, pages of other origins may: reading %s, writing %s', (allow, reads, writes) => {
  expect([isForBrowsers(of('GET', allow)), isForBrowsers(of('POST', allow))]).toEqual([reads, writes]);
  expect(isPublic(of('GET', allow))).toBe(Object.keys(allow).length === 0);
});

test('any origin is any, and never with cookies', () => {
  expect(anyOrigin(['GET'])).toEqual({ origin: '*', methods: ['GET'] });
  expect(anyOrigin()).toEqual({ origin: '*', methods: [] });
});
