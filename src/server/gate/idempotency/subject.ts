import type { FastifyRequest } from 'fastify';
import { aboutSeveral, aboutOne } from '../../store/subjects.ts';

/** The names under which calls name whom they are about. */
const NAMES = ['user_id', 'buddy_id', 'egg_id'] as const;

/** Whom the call is about, so that its stored answer can be erased with that user; null where it is about nobody. */
export function subjectOfCall({ method, caller, params, body }: FastifyRequest): string | null {
  // What takes something away answers nothing.
  if (!caller || method === 'DELETE') return null;
  const { world } = caller;
  if ('buddy_id' in caller) return aboutOne(world, caller.buddy_id);
  const id = namedIn(params) ?? namedIn(body);
  if (id !== undefined) return aboutOne(world, id);
  const users = usersOfBatch(body);
  if (users.size === 0) return null;
  return users.size > 1 ? aboutSeveral(world) : aboutOne(world, [...users][0]!);
}

function namedIn(value: unknown): string | undefined {
  const named = NAMES.map((name) => fieldOf(value, name));
  return named.find((id) => typeof id === 'string');
}

function usersOfBatch(body: unknown): Set<string> {
  const events = fieldOf(body, 'events');
  if (!Array.isArray(events)) return new Set();
  return new Set(events.map((event) => fieldOf(event, 'user_id')).filter((id) => typeof id === 'string'));
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
