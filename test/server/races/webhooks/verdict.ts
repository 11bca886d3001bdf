import type { Herd } from './herd.ts';
import { GONE, type Seen } from './receiver.ts';

/** A delivery as the log shows it. */
export interface Logged {
  delivery_id: string;
  status: 'pending' | 'succeeded' | 'failed';
  payload: { event_id: string };
  attempts: { response_status: number | null; error: string | null }[];
}

/** Sentences about what is not as it must be; none where all is well. */
export interface Faults {
  /** Owed, and not in the log, or never arrived. */
  lost: string[];
  /** One event has two deliveries to one endpoint. */
  owed_twice: string[];
  /** It came in while the same one was still under way. */
  two_at_once: string[];
  /** It came in sooner than the answer before allows. */
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

/** Compares what one endpoint was owed (`events`), what the log says and what the receiver saw. */
export function judge(
  path: string,
  events: readonly string[],
  log: readonly Logged[],
  seen: ReadonlyMap<string, Seen>,
  faults: Faults,
): void {
  const owed = Map.groupBy(log, (row) => row.payload.event_id);
  for (const event of events) if (!owed.has(event)) faults.lost.push(`${path}: ${event} is not in the log`);
  for (const [event, rows] of owed) if (rows.length > 1) faults.owed_twice.push(`${path}: ${event}`);
  const known = new Set(log.map((row) => row.delivery_id));
  for (const [id, { path: at, is_doubled, is_early }] of seen) {
    if (at !== path) continue;
    if (!known.has(id)) faults.disagreements.push(`${path}: ${id} came in and is not in the log`);
    if (is_doubled) faults.two_at_once.push(`${path}: ${id}`);
    if (is_early) faults.early.push(`${path}: ${id}`);
  }
  for (const row of log) {
    const one = seen.get(row.delivery_id);
    if (!one && row.attempts.at(-1)?.error !== 'endpoint_disabled') {
      faults.lost.push(`${path}: ${row.delivery_id} (${row.status}) never arrived`);
    }
    const difference = differenceOf(row, one, path === GONE);
    if (difference) faults.disagreements.push(`${path}: ${row.delivery_id} ${difference}`);
  }
}

/** Null: the row says what the receiver saw. Attempts that a kill kept from being written may be missing from the row. */
function differenceOf(row: Logged, one: Seen | undefined, may_be_disabled: boolean): string | null {
  const answers = one?.answers ?? [];
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
