import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { subjectOfCall } from '../../../../src/server/gate/idempotency/subject.ts';
import { secret, session } from '../support/callers.ts';

function subject(call: object): string | null {
  const given = { method: 'POST', caller: secret, params: {}, body: undefined, ...call };
  return subjectOfCall(given as unknown as FastifyRequest);
}

test.each([
  ['a user', { body: { user_id: 'ada' } }, 'cus_1/test/ada'],
  ['a buddy', { body: { buddy_id: 'buddy_2' } }, 'cus_1/test/buddy_2'],
  ['an egg', { body: { egg_id: 'egg_1' } }, 'cus_1/test/egg_1'],
  ['whom the path names', { params: { user_id: 'ada' }, body: { user_id: 'bob' } }, 'cus_1/test/ada'],
  ['whom the token names', { caller: session, body: { user_id: 'bob' } }, 'cus_1/test/buddy_1'],
  ['the one user of a batch', { body: { events: [{ user_id: 'ada' }, { user_id: 'ada' }] } }, 'cus_1/test/ada'],
  ['several', { body: { events: [{ user_id: 'ada' }, { user_id: 'bob' }] } }, 'cus_1/test'],
  ['those who are named at all', { body: { events: [{ user_id: 'ada' }, {}, { user_id: 5 }] } }, 'cus_1/test/ada'],
])('an answer is about %s', (_name, call, expected) => {
  expect(subject(call)).toBe(expected);
});

test.each([
  ['no body', {}],
  ['null', { body: null }],
  ['a text', { body: 'user_id' }],
  ['no id', { body: { user_id: 5, label: 'x' } }],
  ['no events', { body: { events: [] } }],
  ['events that are none', { body: { events: 'ada' } }],
  ['nobody who calls', { caller: undefined, body: { user_id: 'ada' } }],
  ['what takes away', { method: 'DELETE', params: { user_id: 'ada' } }],
])('or about nobody: %s', (_name, call) => {
  expect(subject(call)).toBeNull();
});
