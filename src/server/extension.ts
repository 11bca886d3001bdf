import type { FastifyInstance } from 'fastify';
import type { Parts } from './context.ts';
import type { RouteDefinition } from './http/route.ts';

/** An app that lives in the server's own process, such as the demo. The server itself has none. */
export interface Extension {
  /** What it is called where the server says what it serves, and under which path. */
  name: string;
  path: string;
  /** Before the server listens. */
  prepare(parts: Parts, customer_id: string): Promise<void>;
  routes(parts: Parts): RouteDefinition[];
  /** Files and pages. */
  install(app: FastifyInstance): void;
}
