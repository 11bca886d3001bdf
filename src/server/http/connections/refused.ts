import type { ServerResponse } from 'node:http';
import { Refusal } from '../../../contract/errors.ts';
import { envelope } from '../errors.ts';
import { requestId } from '../request-id.ts';

/** Answers a call before Fastify has seen it, and ends the connection. */
export function refuseOneTooMany(response: ServerResponse, most: number): void {
  const { headers } = response.req;
  const id = requestId({ headers });
  const message = `More than ${most} calls are under way on this connection. Wait for their answers before sending more.`;
  const refusal = new Refusal('rate_limited', message);
  const body = JSON.stringify(envelope(refusal, id));
  response.writeHead(refusal.status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'x-content-type-options': 'nosniff',
    'x-request-id': id,
    'retry-after': '1',
    connection: 'close',
  });
  response.end(body);
}
