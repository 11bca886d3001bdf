import { nextTurn } from '../turns.ts';
import type { z } from 'zod';
import { Refusal } from '../../contract/errors.ts';
import { eventInput, type batchAnswer, type BatchAnswer, type EventInput } from '../../contract/events.ts';
import type { Parts } from '../context.ts';
import type { World } from '../store/rows.ts';
import { StoreUnavailable } from '../store/store.ts';
import { RefusedEntry } from '../http/body/flaws.ts';
import { UNAVAILABLE } from '../http/errors.ts';
import { validatorOf, refusalOf } from '../validation/validate.ts';
import { ingest, type IngestOptions, type IngestParts } from './ingest.ts';

type BatchParts = IngestParts & Pick<Parts, 'log'>;
type EntryResult = z.infer<typeof batchAnswer>['results'][number];

/** Checking so many properties takes a few milliseconds: then other calls get a turn. */
const HEAVY = 10_000;
/** An event with fewer properties takes as long as one with that many. */
const LEAST = 200;

function weightOf(entry: unknown): number {
  const properties = (entry as { properties?: unknown } | null)?.properties;
  return LEAST + (typeof properties === 'object' && properties !== null ? Object.keys(properties).length : 0);
}

const checkEvent = validatorOf(eventInput);

/** Stores each entry by itself, in the order sent; a bad one fails alone. */
export async function ingestBatch(
  parts: BatchParts,
  world: World,
  entries: readonly unknown[],
  options: IngestOptions,
): Promise<BatchAnswer> {
  const arriving: Promise<EntryResult>[] = [];
  let weight = 0;
  for (const entry of entries) {
    arriving.push(ingestEntry(parts, world, entry, options));
    weight += weightOf(entry);
    if (weight < HEAVY) continue;
    weight = 0;
    await nextTurn();
  }
  const results = await Promise.all(arriving);
  const count = (status: EntryResult['status']) => results.filter((result) => result.status === status).length;
  return { results, applied: count('applied'), duplicates: count('duplicate'), failed: count('failed') };
}

async function ingestEntry(
  parts: BatchParts,
  world: World,
  entry: unknown,
  options: IngestOptions,
): Promise<EntryResult> {
  try {
    const refusal = entry instanceof RefusedEntry ? entry.refusal : refusalOf(checkEvent, entry);
    if (refusal) throw refusal;
    const { event_id, evt_id, buddy_id, duplicate, effects, hints } = await ingest(
      parts,
      world,
      entry as EventInput,
      options,
    );
    return {
      event_id,
      evt_id,
      status: duplicate ? 'duplicate' : 'applied',
      buddy_id,
      effects,
      ...(hints && { hints }),
    };
  } catch (error) {
    return { event_id: idOf(entry), status: 'failed', buddy_id: null, error: errorOf(parts, error, options) };
  }
}

/** Whether the same event may succeed when it is sent again. */
export function mayPass(code: string): boolean {
  return code === 'service_unavailable' || code === 'internal_error';
}

function idOf(entry: unknown): string | null {
  const sent = entry instanceof RefusedEntry ? entry.entry : entry;
  const id = (sent as { event_id?: unknown } | null)?.event_id;
  return typeof id === 'string' ? id : null;
}

function errorOf(
  { log }: Pick<Parts, 'log'>,
  error: unknown,
  { request_id }: { request_id: string },
): NonNullable<EntryResult['error']> {
  if (error instanceof Refusal) {
    const { code, message, details } = error;
    return { code, message, ...(details && { details }) };
  }
  if (error instanceof StoreUnavailable) {
    return { code: 'service_unavailable', message: `${UNAVAILABLE[error.reason]} Send this event again.` };
  }
  log.error({ err: error, request_id }, 'An event of a batch failed');
  return { code: 'internal_error', message: 'Something failed on our side. Send this event again.' };
}
