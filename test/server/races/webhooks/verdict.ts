import type { Disaster, Herd } from './herd.ts';
import { GONE, type Seen } from './receiver.ts';
import { tooEarly } from './repeats.ts';

/** A delivery as the log shows it. */
export interface Logged {
  delivery_id: string;
  status: 'pending' | 'succeeded' | 'failed';
  payload: { event_id: string };
  attempts: { at: string; duration_ms: number; response_status: number | null; error: string | null }[];
}

/** Sentences about what is not as it must be; none where all is well. */
export interface Faults {
  /** Owed, and not in the log, or never arrived. */
  lost: string[];
  /** One event has two deliveries to one endpoint. */
  owed_twice: string[];
  /** It came in while the same one was still under way. */
  two_at_once: string[];
  /** It came in again sooner than what became of it before allows, or after it had been taken. */
  early: string[];
  /** The log says something else than the receiver. */
  disagreements: string[];
}

/** Every delivery of an endpoint. */
export async function readLog(herd: Herd, endpoint_id: string): Promise<Logged[]> {
  const rows: Logged[] = [];
  for (let cursor = ''; ;) {
    const path = `/webhook-endpoints/${endpoint_id}/deliveries?limit=100${cursor && `&cursor=${cursor}`}`;
    const { body } = await herd.call('GET', path);
    rows.push(...body.data);
    if (!body.next_cursor) return rows;
    cursor = body.next_cursor;
  }
}

export const noFaults = (): Faults => ({ lost: [], owed_twice: [], two_at_once: [], early: [], disagreements: [] });

interface Evidence {
  path: string;
  /** What the endpoint was owed. */
  events: readonly string[];
  log: readonly Logged[];
  seen: ReadonlyMap<string, Seen>;
  disasters: readonly Disaster[];
}

/** Compares what one endpoint was owed, what the log says and what the receiver saw. */
export function judge({ path, events, log, seen, disasters }: Evidence, faults: Faults): void {
  const owed = Map.groupBy(log, (row) => row.payload.event_id);
  for (const event of events) if (!owed.has(event)) faults.lost.push(`${path}: ${event} is not in the log`);
  for (const [event, rows] of owed) if (rows.length > 1) faults.owed_twice.push(`${path}: ${event}`);
  const known = new Set(log.map((row) => row.delivery_id));
  for (const [id, { path: at, is_doubled }] of seen) {
    if (at !== path) continue;
    if (!known.has(id)) faults.disagreements.push(`${path}: ${id} came in and is not in the log`);
    if (is_doubled) faults.two_at_once.push(`${path}: ${id}`);
  }
  for (const row of log) {
    const one = seen.get(row.delivery_id);
    if (!one && row.attempts.at(-1)?.error !== 'endpoint_disabled') {
      faults.lost.push(`${path}: ${row.delivery_id} (${row.status}) never arrived`);
    }
    const early = tooEarly(row.attempts, one?.requests ?? [], disasters);
    faults.early.push(...early.map((sentence) => `${path}: ${row.delivery_id} ${sentence}`));
    const difference = differenceOf(row, one, path === GONE);
    if (difference) faults.disagreements.push(`${path}: ${row.delivery_id} ${difference}`);
  }
}

/** Null: the row says what the receiver saw. Attempts that a kill kept from being written may be missing from the row. */
function differenceOf(row: Logged, one: Seen | undefined, may_be_disabled: boolean): string | null {
  const answers = (one?.requests ?? []).map(({ answered }) => answered);
  const story = `is ${row.status}, was answered ${answers.join(', ') || 'nothing'}`;
  const wasTaken = answers.some((answer) => typeof answer === 'number' && answer < 300);
  if (row.status === 'pending') return story;
  if (row.status === 'succeeded' && !wasTaken) return story;
  // One that was taken without that being written may find its endpoint disabled when it is tried again.
  if (row.status === 'failed' && wasTaken && !may_be_disabled) return story;
  const logged = row.attempts.flatMap(({ response_status }) => response_status ?? []);
  return isPartOf(logged, answers) ? null : `has ${logged.join(', ')} in the log, was answered ${answers.join(', ')}`;
}

/** All of these are among those, in the same order. */
function isPartOf(these: readonly unknown[], those: readonly unknown[]): boolean {
  let next = 0;
  for (const one of those) if (one === these[next]) next++;
  return next === these.length;
}
