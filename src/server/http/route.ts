import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Languages } from '../../engine/index.ts';
import type { Allowed, Caller } from '../gate/caller.ts';

export interface Call<A extends Allowed = Allowed, P = unknown, Q = unknown, B = unknown> {
  caller: CallerOf<A>;
  params: P;
  query: Q;
  body: B;
  request_id: string;
  /** Scheme and host that pictures and links in the answer start with. */
  baseUrl: string;
  /** What the caller reads, the most wanted first (`Accept-Language`). */
  languages: Languages;
  request: FastifyRequest;
  reply: FastifyReply;
}

type CallerOf<A extends Allowed> = Extract<
  Caller,
  {
    kind:
      | (A extends { secret: true } ? 'secret' : never)
      | (A extends { publishable: string } ? 'publishable' : never)
      | (A extends { session: string } ? 'session' : never)
      | (A extends { embed: true } ? 'embed' : never);
  }
>;

export interface Answer<B = unknown> {
  status: number;
  body?: B;
  headers?: Record<string, string>;
  /** Some of it may end otherwise when it is sent again: not kept under an Idempotency-Key. */
  isProvisional?: boolean;
}

/**
 * One route: what it takes, who may call it, what it answers. The definitions register the routes, validate, document
 * (OpenAPI) and are walked by the tests. Handlers are thin: they call one use case of their room.
 */
export type RouteDefinition<
  A extends Allowed = Allowed,
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R = unknown,
> = RouteShape<A, P, Q, B> &
  (Handled<CallOf<A, P, Q, B>> | Responding<CallOf<A, P, Q, B>> | WriteRoute<CallOf<A, P, Q, B>, R>);

interface RouteShape<A extends Allowed, P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Under `/api/v1`, in Fastify's form: `/eggs/:egg_id/hatch`. */
  path: string;
  /** The path starts at the root of the host instead. */
  root?: true;
  /** Public and never refused for being called often: what a balancer asks. */
  uncounted?: true;
  summary: string;
  allow: A;
  params?: P;
  query?: Q;
  body?: B;
  /** By status; `null` for an answer without a body. Streams and files describe themselves in `produces`. */
  answers: Record<number, z.ZodType | null>;
  produces?: string;
  /** Content type of a body that is not JSON: `uploads.ts` reads it. */
  consumes?: 'multipart/form-data';
  /** The largest body, where that is not `LIMITS.bodyBytes`. */
  bodyBytes?: number;
  /** The list in the body whose entries are checked, and fail, each for itself. */
  independentEntries?: string;
  /** The call is refused without an Idempotency-Key. Every other mutating call merely honours one. */
  requiresIdempotencyKey?: true;
  /** The handler writes to the socket itself. */
  hijacks?: true;
}

interface Handled<C> {
  handler: (call: C) => Promise<Answer | void>;
  respond?: never;
  write?: never;
  answer?: never;
}

interface Responding<C> {
  /** In place of a handler, where the result is the body, under the only status there is. */
  respond: (call: C) => Promise<unknown>;
  handler?: never;
  write?: never;
  answer?: never;
}

interface WriteRoute<C, R> {
  handler?: never;
  respond?: never;
  /**
   * In place of a handler, where the call is one write and the result of that write's transaction says all of the answer
   * (false or null: nothing was done). So it can be committed together with the write.
   */
  write: (call: C) => Promise<R>;
  /** Pure. Without it the result is the body, under the only status there is. */
  answer?: (result: R) => Answer;
}

type CallOf<A extends Allowed, P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Call<
  A,
  z.output<P>,
  z.output<Q>,
  z.output<B>
>;

/** Keeps the types of one definition while the list of all of them forgets them. */
export function route<
  const A extends Allowed,
  P extends z.ZodType = z.ZodType<Record<string, never>>,
  Q extends z.ZodType = z.ZodType<Record<string, never>>,
  B extends z.ZodType = z.ZodType<undefined>,
  R = unknown,
>(definition: RouteDefinition<A, P, Q, B, R>): RouteDefinition {
  return definition as unknown as RouteDefinition;
}
