import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../../src/contract/errors.ts';
import type { Allowed, Caller } from '../../../src/server/gate/caller.ts';
import { permit } from '../../../src/server/gate/permit.ts';
import { embed, publishable, secret, session } from './support/callers.ts';

const HERE = 'https://shop.example';
const ALL: Allowed = { secret: true, publishable: 'read:buddies', session: 'read', embed: true };

interface Case {
  allow?: Allowed;
  mutating?: boolean;
  origin?: string;
  origins?: string[] | null;
}
const attempt = (caller: Caller, { allow = ALL, mutating = false, origin, origins = null }: Case = {}) =>
  permit(caller, allow, { mutating, origin }, origins);

test.each([
  ['a secret key', secret, {}],
  ['a publishable key', publishable, {}],
  ['one of any origin, from one', publishable, { origin: HERE }],
  ['one of this origin', publishable, { origin: HERE, origins: ['https://other.example', HERE] }],
  ['a session', session, { origin: HERE }],
  ['a session, where embed tokens may not', session, { allow: { session: 'read' } }],
  ['an embed token', embed, { origin: HERE }],
] as [string, Caller, Case][])('%s may', (_name, caller, given) => {
  expect(() => attempt(caller, given)).not.toThrow();
});

describe('refused, and why', () => {
  const cases: [name: string, caller: Caller, given: Case, code: ErrorCode, message: RegExp][] = [
    ['a secret key from a browser', secret, { origin: HERE }, 'forbidden', /sent from a browser/],
    ['a secret key for a widget', secret, { allow: { session: 'read' } }, 'forbidden', /is for widgets/],
    ['a publishable key that reads', publishable, { allow: { secret: true } }, 'publishable_key_scope', /not read/],
    [
      'a publishable key that writes',
      publishable,
      { allow: { secret: true }, mutating: true },
      'publishable_key_scope',
      /never changes/,
    ],
    [
      'a publishable key without the scope',
      publishable,
      { allow: { publishable: 'read:operations' } },
      'missing_scope',
      /This publishable key lacks the scope read:operations\./,
    ],
    [
      'a publishable key of another origin',
      publishable,
      { origin: HERE, origins: ['https://other.example'] },
      'origin_not_allowed',
      /calls from https:\/\/shop\.example\./,
    ],
    [
      'a publishable key of an origin, from none',
      publishable,
      { origins: [HERE] },
      'origin_not_allowed',
      /callers that send no Origin/,
    ],
    ['a session for servers', session, { allow: { secret: true } }, 'forbidden', /widget token may not/],
    [
      'a session without the scope',
      session,
      { allow: { session: 'items:equip' } },
      'missing_scope',
      /This session lacks the scope items:equip\./,
    ],
    [
      'an embed token for more than reading',
      embed,
      { allow: { session: 'read' } },
      'missing_scope',
      /This embed token only reads; use a widget session with the scope read\./,
    ],
    ['an embed token without the scope', { ...embed, scopes: [] }, {}, 'missing_scope', /lacks the scope read\./],
  ];
  test.each(cases)('%s', (_name, caller, given, code, message) => {
    expect(() => attempt(caller, given)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });
});
