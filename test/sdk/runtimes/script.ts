import { HatchedClient, isHatchedError, NotFoundError } from '../../../src/sdk/index.ts';
import { verifyRequest, verifySignature } from '../../../src/sdk/webhooks/index.ts';

export interface Task {
  url: string;
  apiKey: string;
  userId: string;
  signed: { headers: Record<string, string>; body: string; secrets: string[]; timestamp: number };
}

/** What a backend does, in whatever runtime it runs: calls, a page that iterates, an error, a webhook. */
export async function runInRuntime({ url, apiKey, userId, signed }: Task): Promise<Record<string, unknown>> {
  const client = new HatchedClient({ apiKey, baseUrl: url });
  const sent = await client.events.send({ userId, type: 'lesson', properties: { own_name: 1 } });
  await client.events.sendBatch([1, 2].map(() => ({ userId, type: 'lesson' })));
  const logged: unknown[] = [];
  for await (const event of client.events.list({ userId, limit: 1 })) logged.push(event.properties);
  const error: unknown = await client.eggs.get('egg_none').catch((caught: unknown) => caught);
  const asset = await client.assets.upload({
    file: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64"/></svg>',
    fileName: 'square.svg',
  });
  const { headers, body, secrets, timestamp: now } = signed;
  const request = new Request('https://app.test/hooks', { method: 'POST', headers, body });
  const received = await verifyRequest(request, secrets, { now });
  return {
    duplicate: sent.duplicate,
    logged: logged.length,
    properties: logged.at(-1),
    error: error instanceof NotFoundError && isHatchedError(error) && error.code,
    width: asset.width,
    limits: client.getRateLimitInfo() === null,
    requestId: typeof client.getLastRequestId(),
    signature: verifySignature(body, headers, secrets, { now }),
    eventType: received.eventType,
    forged: verifySignature(`${body} `, headers, secrets, { now }),
  };
}

export const EXPECTED = {
  duplicate: false,
  logged: 3,
  properties: { own_name: 1 },
  error: 'resource_not_found',
  width: 64,
  limits: true,
  requestId: 'string',
  signature: true,
  eventType: 'badge.awarded',
  forged: false,
};
