import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Languages } from '../../engine/index.ts';
import type { Keep } from '../gate/idempotency/receipts.ts';
import type { Allowed, Caller } from '../gate/caller.ts';

export interface Call<A extends Allowed = Allowed, P = unknown, Q = unknown, B = unknown> {
  caller: CallerOf<A>;
  params: P;
  query: Q;
  body: B;
  request_id: string;
  /** Where the call carries an Idempotency-Key: hand it to the command, so that the answer is stored with the change. */
  idempotency: { scope: string; key: string } | undefined;
  /**
   * Answers with what the use case answers. `keep` is handed to it, so that the whole answer is stored with what it
   * writes outside of `store.change`.
   */
  answering<B>(status: number, work: (keep: Keep<B>) => Promise<B>): Promise<Answer<B>>;
  /** Scheme and host that pictures and links in the answer start with. */
  base_url: string;
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
  is_provisional?: boolean;
}

/**
 * One route: what it takes, who may call it, what it answers. The definitions register the routes, validate, document
 * (OpenAPI) and are walked by the tests. Handlers are thin: they call one use case of their room.
 */
export interface RouteDefinition<
  A extends Allowed = Allowed,
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
> {
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
  /** The largest body, where that is not `LIMITS.body_bytes`. */
  body_bytes?: number;
  /** The list in the body whose entries fail alone. */
  alone?: string;
  /** The call is refused without an Idempotency-Key. Every other mutating call merely honours one. */
  requires_idempotency_key?: true;
  /** The handler writes to the socket itself. */
  hijacks?: true;
  handler: (call: Call<A, z.output<P>, z.output<Q>, z.output<B>>) => Promise<Answer | void>;
}

/** Keeps the types of one definition while the list of all of them forgets them. */
export function route<
  const A extends Allowed,
  P extends z.ZodType = z.ZodType<Record<string, never>>,
  Q extends z.ZodType = z.ZodType<Record<string, never>>,
  B extends z.ZodType = z.ZodType<undefined>,
>(definition: RouteDefinition<A, P, Q, B>): RouteDefinition {
  return definition as unknown as RouteDefinition;
}
