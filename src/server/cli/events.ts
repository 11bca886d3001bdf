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
  const properties = objectIn(options.properties ?? '{}');
  if (!properties) throw new Error('--properties is not a JSON object, such as {"score": 0.9}.');
  const { user: userId, id: eventId, dryRun } = options;
  const answer = await client.events.send({ type, userId, eventId, properties, dryRun, explain: true });
  return JSON.stringify(answer, null, 2);
}

/** The latest events, newest first, a line each. */
export async function listEvents(
  client: HatchedClient,
  { user, type, limit }: { user?: string; type?: string; limit: number },
): Promise<string> {
  const lines: string[] = [];
  for await (const event of client.events.list({ userId: user, type, limit: Math.min(limit, 100) })) {
    lines.push(`${event.receivedAt}  ${event.type}  ${event.userId}  ${event.eventId}  coins ${event.effects.coins}`);
    if (lines.length >= limit) break;
  }
  return lines.length > 0 ? lines.join('\n') : 'No events.';
}

type ImportedEvent = Parameters<HatchedClient['events']['sendBatch']>[0][number];

/**
 * Sends a file of events, one JSON object a line, in the names of the API: `event_id`, `user_id`, `type`, `properties`,
 * `occurred_at`. What has an `event_id` counts once, so that a file can be sent again. A bad line fails alone.
 */
export async function importEvents(client: HatchedClient, file: string): Promise<string> {
  const sum = { applied: 0, duplicates: 0, failed: 0 };
  const problems: { line: number; message: string }[] = [];
  let batch: { line: number; event: ImportedEvent }[] = [];
  const flush = async () => {
    if (batch.length === 0) return;
    const { results, applied, duplicates, failed } = await client.events.sendBatch(batch.map(({ event }) => event));
    results.forEach((result, at) => {
      if ('error' in result && result.error) problems.push({ line: batch[at]!.line, message: result.error.message });
    });
    sum.applied += applied;
    sum.duplicates += duplicates;
    sum.failed += failed;
    batch = [];
  };
  let line = 0;
  for await (const text of linesOf(file)) {
    line += 1;
    if (text.trim() === '') continue;
    const read = objectIn(text);
    if (read) batch.push({ line, event: eventOf(read) });
    else {
      problems.push({ line, message: 'It is not a JSON object.' });
      sum.failed += 1;
    }
    if (batch.length === BATCH) await flush();
  }
  await flush();
  const answer = `${sum.applied} applied, ${sum.duplicates} duplicates, ${sum.failed} failed`;
  if (problems.length === 0) return answer;
  const lines = problems.sort((one, other) => one.line - other.line).map((one) => `line ${one.line}: ${one.message}`);
  throw new Error([...lines, answer].join('\n'));
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file);
  // `readline` reports no error of its input, so the file is opened first.
  const opened = new Promise<void>((resolve, reject) => void input.once('ready', resolve).once('error', reject));
  await opened.catch((error: Error) => {
    throw new Error(`${file} cannot be read: ${error.message}`, { cause: error });
  });
  yield* createInterface({ input });
}

function eventOf({ event_id, user_id, occurred_at, ...rest }: Record<string, unknown>): ImportedEvent {
  return { ...rest, eventId: event_id, userId: user_id, occurredAt: occurred_at } as unknown as ImportedEvent;
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value) ? ((value ?? undefined) as never) : undefined;
  } catch {
    return undefined;
  }
}
