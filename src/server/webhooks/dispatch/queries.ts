import type { Millis } from '../../../engine/types.ts';
import { sql, type Database, type Statement, type Steps, type Value } from '../../store/database.ts';
import { decodeRow } from '../../store/records.ts';
import type { DeliveryAttempt, DeliveryRow, EndpointRow } from '../../store/rows.ts';
import { DELIVERIES, ENDPOINTS } from '../../store/tables.ts';
import { causeKeyOf } from '../causes.ts';
import { noteAnswers } from '../disabling/queries.ts';
import type { Answers, EndpointChange } from '../disabling/disabling.ts';

export type DeliveryQueue = ReturnType<typeof deliveryQueue>;

interface ClaimRequest {
  now: Millis;
  /** Until when the claimed deliveries are held. */
  lease: Millis;
  /** Deliveries in all. */
  most: number;
  /** How many of an endpoint. Called in the order of priority. */
  room(endpoint_id: string): number;
  /** How long due deliveries are left to the queue. */
  grace(endpoint_id: string, priority: number): Millis;
}

export interface Claimed {
  rows: DeliveryRow[];
  endpoints: Map<string, EndpointRow>;
  /** When the next delivery that was not claimed is due; null: none is owed. */
  nextAt: Millis | null;
  /** Endpoints that got as many as there was room for: there may be more. */
  moreOf: Set<string>;
}

/** A row belongs to this claim as long as its `next_attempt_at` is the lease that the claim set. */
interface Lease {
  delivery_id: string;
  lease: Millis;
}

interface Recorded {
  ours: ReadonlySet<string>;
  changes: EndpointChange[];
}

export interface AttemptResult extends Lease {
  endpoint_id: string;
  /** How the endpoint answered; null: it was not asked. */
  answer: 'success' | 'failure' | 'gone' | null;
  /** The endpoint had not answered well before. */
  wasSilent: boolean;
  status: DeliveryRow['status'];
  next_attempt_at: Millis | null;
  tries: number;
  attempts: DeliveryAttempt[];
  ended_at: Millis | null;
}

const NEXT = (beyond: string, order: string) => `(SELECT delivery_id FROM deliveries WHERE status = 'pending' ${beyond}
  ORDER BY ${order} LIMIT 1)`;
const OF_HEAD = (column: string) => `(SELECT ${column} FROM deliveries WHERE delivery_id = head.delivery_id)`;
const BY_ENDPOINT = 'endpoint_id, priority, next_attempt_at';
const NEXT_PRIORITY = NEXT(
  `AND endpoint_id = ${OF_HEAD('endpoint_id')} AND priority > ${OF_HEAD('priority')}`,
  'priority, next_attempt_at',
);
const NEXT_ENDPOINT = NEXT(`AND endpoint_id > ${OF_HEAD('endpoint_id')}`, BY_ENDPOINT);
/**
 * The first delivery of each endpoint's queues, one queue for each priority. Goes from one queue to the next through the
 * index, however long they are. In two parts, because SQLite would scan a whole queue for (endpoint, priority) > (…).
 * Without a join, because PostgreSQL, which may plan this while the table is empty, would hash the whole table.
 */
const HEADS = `
  WITH RECURSIVE head(delivery_id) AS (
    SELECT ${NEXT('', BY_ENDPOINT)}
    UNION ALL
    SELECT COALESCE(${NEXT_PRIORITY}, ${NEXT_ENDPOINT}) FROM head WHERE delivery_id IS NOT NULL)
  SELECT ${['endpoint_id', 'priority', 'next_attempt_at'].map((column) => `${OF_HEAD(column)} AS ${column}`).join(', ')}
  FROM head WHERE delivery_id IS NOT NULL ORDER BY priority, next_attempt_at`;

const CLAIM_DUE = (skipLocked: string) => `UPDATE deliveries SET next_attempt_at = $1 WHERE delivery_id IN (
    SELECT delivery_id FROM deliveries
    WHERE status = 'pending' AND endpoint_id = $2 AND priority = $3 AND next_attempt_at <= $4
    ORDER BY next_attempt_at LIMIT $5 ${skipLocked})
  RETURNING *`;

/** `next_attempt_at` is only set where a delivery is owed. With a test of status PostgreSQL would choose another index. */
const CLAIM = (places: string, skipLocked: string) => `UPDATE deliveries SET next_attempt_at = $1 WHERE delivery_id IN (
    SELECT delivery_id FROM deliveries
    WHERE delivery_id IN (${places}) AND next_attempt_at <= $2 ${skipLocked})
  RETURNING *`;

/**
 * The table of deliveries, used as a queue. Its commits are lazy: after a power cut deliveries may be sent again, which "at
 * least once" allows.
 */
export function deliveryQueue(db: Database) {
  const skipLocked = db.dialect.forUpdateSkipLocked;

  function* claimDue({ now, lease, most, room, grace }: ClaimRequest): Steps<Claimed> {
    const rows: DeliveryRow[] = [];
    const taken = new Map<string, number>();
    const moreOf = new Set<string>();
    let nextAt: Millis | null = null;
    for (const head of (yield sql(HEADS)) as unknown as Head[]) {
      const dueAt = head.next_attempt_at + grace(head.endpoint_id, head.priority);
      if (dueAt > now) {
        nextAt = Math.min(nextAt ?? Infinity, dueAt);
        continue;
      }
      const sofar = taken.get(head.endpoint_id) ?? 0;
      const limit = Math.min(room(head.endpoint_id) - sofar, most - rows.length);
      if (limit <= 0) continue;
      const found = yield sql(CLAIM_DUE(skipLocked), lease, head.endpoint_id, head.priority, now, limit);
      rows.push(...found.map((fields) => decodeRow(DELIVERIES, fields)));
      taken.set(head.endpoint_id, sofar + found.length);
      if (found.length === limit) moreOf.add(head.endpoint_id);
    }
    return { rows, endpoints: yield* endpointsOf(rows), nextAt, moreOf };
  }

  function* claim(ids: readonly string[], now: Millis, lease: Millis): Steps<Claimed> {
    const places = ids.map((_, index) => `$${index + 3}`).join(', ');
    const found = yield sql(CLAIM(places, skipLocked), lease, now, ...ids);
    const rows = found.map((fields) => decodeRow(DELIVERIES, fields));
    return { rows, endpoints: yield* endpointsOf(rows), nextAt: null, moreOf: new Set() };
  }

  function* record(results: readonly AttemptResult[], now: Millis): Steps<Recorded> {
    const written = yield recordStatement(results);
    const ours = new Set(written.map((row) => row['delivery_id'] as string));
    const changes: EndpointChange[] = [];
    for (const [endpoint_id, answers] of answersOf(results.filter((result) => ours.has(result.delivery_id)))) {
      const change = yield* noteAnswers(endpoint_id, answers, now);
      if (change) changes.push(change);
    }
    return { ours, changes };
  }

  return {
    /** Claims due deliveries, of each endpoint as many as there is room for. Nobody else claims them until the lease ends. */
    claimDue: (request: ClaimRequest) => db.transaction(() => claimDue(request)),
    /** The same for these alone. */
    claim: (ids: readonly string[], now: Millis, lease: Millis) => db.transaction(() => claim(ids, now, lease)),
    /** Answers the ids of those that were still claimed, and how their endpoints changed. */
    record: (results: readonly AttemptResult[], now: Millis) => db.transaction(() => record(results, now), 'lazy'),
    /** Releases what was claimed and not tried, so that others can claim it at once. */
    async giveBack(claimed: readonly Lease[], now: Millis) {
      if (claimed.length > 0) await db.run(giveBackStatement(claimed, now));
    },
  };
}

/** By registered endpoint, sorted, so that two transactions never deadlock. */
function answersOf(results: readonly AttemptResult[]): [string, Answers][] {
  const asked = results.filter(({ endpoint_id, answer }) => answer !== null && causeKeyOf(endpoint_id) === null);
  const all = Map.groupBy(asked, ({ endpoint_id }) => endpoint_id);
  return [...all]
    .map(([endpoint_id, those]): [string, Answers] => [endpoint_id, sumOf(those)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function sumOf(results: readonly AttemptResult[]): Answers {
  const failures = results.filter(({ answer }) => answer !== 'success');
  return {
    succeeded: failures.length < results.length,
    wasSilent: results.some(({ wasSilent }) => wasSilent),
    failed: failures.length,
    failingSince: failures.length > 0 ? Math.min(...failures.map(({ attempts }) => attempts.at(-1)!.at)) : null,
    isGone: results.some(({ answer }) => answer === 'gone'),
  };
}

interface Head {
  endpoint_id: string;
  priority: number;
  next_attempt_at: Millis;
}

function* endpointsOf(rows: readonly DeliveryRow[]): Steps<Map<string, EndpointRow>> {
  const ids = [...new Set(rows.map((row) => row.endpoint_id))];
  if (ids.length === 0) return new Map();
  const places = ids.map((_, index) => `$${index + 1}`).join(', ');
  const found = yield sql(`SELECT * FROM webhook_endpoints WHERE endpoint_id IN (${places})`, ...ids);
  const endpoints = found.map((fields) => decodeRow(ENDPOINTS, fields));
  return new Map(endpoints.map((endpoint) => [endpoint.endpoint_id, endpoint]));
}

type SqlType = 'text' | 'bigint';

/**
 * `VALUES ($1, $2), …` with types, which PostgreSQL would not infer, of rows that begin with id and lease, joined to the
 * deliveries that still have that lease. The ids are listed a second time, so that the rest of the table is never read.
 */
function claimedValues(types: readonly SqlType[], rows: readonly (readonly Value[])[]) {
  const place = (row: number, column: number) => `$${row * types.length + column + 1}`;
  const lines = rows.map(
    (_, row) => `(${types.map((type, column) => `CAST(${place(row, column)} AS ${type})`).join(', ')})`,
  );
  return {
    text: `(VALUES ${lines.join(', ')}) AS v
      WHERE deliveries.delivery_id = v.column1 AND deliveries.next_attempt_at = v.column2
        AND deliveries.delivery_id IN (${rows.map((_, row) => place(row, 0)).join(', ')})`,
    values: rows.flat(),
  };
}

function recordStatement(results: readonly AttemptResult[]): Statement {
  const { text, values } = claimedValues(
    ['text', 'bigint', 'text', 'bigint', 'bigint', 'text', 'bigint'],
    results.map((result) => [
      result.delivery_id,
      result.lease,
      result.status,
      result.next_attempt_at,
      result.tries,
      JSON.stringify(result.attempts),
      result.ended_at,
    ]),
  );
  return {
    sql: `UPDATE deliveries SET status = v.column3, next_attempt_at = v.column4, tries = v.column5,
        attempts = v.column6, ended_at = v.column7
      FROM ${text}
      RETURNING deliveries.delivery_id`,
    values,
  };
}

function giveBackStatement(claimed: readonly Lease[], now: Millis): Statement {
  const { text, values } = claimedValues(
    ['text', 'bigint'],
    claimed.map(({ delivery_id, lease }) => [delivery_id, lease]),
  );
  return {
    sql: `UPDATE deliveries SET next_attempt_at = $${values.length + 1} FROM ${text}`,
    values: [...values, now],
  };
}
