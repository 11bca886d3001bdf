import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import type { HatchedClient } from '../../sdk/index.ts';

/** As many as the server takes in one call. */
const BATCH = 500;

export interface EventOptions {
  user: string;
  properties?: string;
  id?: string;
  dryRun?: boolean;
}

/** Sends one event; answers its effects and why each rule fired or did not. */
export async function sendEvent(client: HatchedClient, type: string, options: EventOptions): Promise<string> {
  const properties = parsed(options.properties ?? '{}', '--properties');
  const { user: userId, id: eventId, dryRun } = options;
  const answer = await client.events.send({ type, userId, eventId, properties, dryRun, explain: true });
  return JSON.stringify(answer, null, 2);
}

/** The latest events, newest first, a line each. */
export async function listEvents(
  client: HatchedClient,
  { user, type, limit }: { user?: string; type?: string; limit: string },
): Promise<string> {
  const lines: string[] = [];
  for await (const event of client.events.list({ userId: user, type })) {
    if (lines.length >= Number(limit)) break;
    lines.push(`${event.receivedAt}  ${event.type}  ${event.userId}  ${event.eventId}  coins ${event.effects.coins}`);
  }
  return lines.length > 0 ? lines.join('\n') : 'No events.';
}

/**
 * Sends a file of events, one JSON object a line, in the names of the API: `event_id`, `user_id`, `type`, `properties`,
 * `occurred_at`. What has an `event_id` counts once, so that a file can be sent again.
 */
export async function importEvents(client: HatchedClient, file: string): Promise<string> {
  const sum = { applied: 0, duplicates: 0, failed: 0 };
  const problems: string[] = [];
  let batch: Parsed[] = [];
  let number = 0;
  const flush = async () => {
    if (batch.length === 0) return;
    const first = number - batch.length + 1;
    const { results, applied, duplicates, failed } = await client.events.sendBatch(batch);
    results.forEach((result, at) => {
      if ('error' in result && result.error) problems.push(`line ${first + at}: ${result.error.message}`);
    });
    sum.applied += applied;
    sum.duplicates += duplicates;
    sum.failed += failed;
    batch = [];
  };
  for await (const line of createInterface({ input: createReadStream(file) })) {
    number += 1;
    batch.push(eventIn(line, number));
    if (batch.length === BATCH) await flush();
  }
  await flush();
  const answer = `${sum.applied} applied, ${sum.duplicates} duplicates, ${sum.failed} failed`;
  if (problems.length > 0) throw new Error([...problems, answer].join('\n'));
  return answer;
}

type Parsed = Parameters<HatchedClient['events']['sendBatch']>[0][number];

function eventIn(line: string, number: number): Parsed {
  const { event_id, user_id, occurred_at, ...rest } = parsed(line, `line ${number}`);
  return { ...rest, eventId: event_id, userId: user_id, occurredAt: occurred_at } as unknown as Parsed;
}

function parsed(text: string, where: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new Error(`${where} is not a JSON object.`);
}
