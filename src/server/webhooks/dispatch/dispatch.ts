import type { Millis } from '../../../engine/types.ts';
import type { Parts } from '../../context.ts';
import { causeKeyOf } from '../causes.ts';
import type { Counts } from '../health/counts.ts';
import { PRIORITY } from '../priority.ts';
import type { WebhookSender } from '../send/post.ts';
import { attemptOne, type Attempt, type Claim } from './attempt.ts';
import { createLanes } from './lanes.ts';
import { createPolling, type Polled } from './polling.ts';
import { resultOf } from './outcome.ts';
import { deliveryQueue, type Claimed } from './queries.ts';
import { createRecorder } from './recorder.ts';
import { reportAttempt } from './report.ts';
import { isSilence, isSuccess } from './schedule.ts';
import { gatherWakeups, type Started, type Wakeup } from './wakeups.ts';

/**
 * Sends deliveries: claims a row, makes the request, records the result. Wakers only say that there is something to do; what
 * there is it finds in the table.
 */
export interface Dispatcher {
  /** Polls for what is due, now or as soon as the poll that is under way has ended. */
  poll(): void;
  /**
   * Sends this delivery, if it is due and no other process holds it. Answers when it is due again; null: this process has
   * no more to do with it.
   */
  deliver(delivery_id: string, endpoint_id: string): Promise<Millis | null>;
  /** Once nothing is under way. */
  idle(): Promise<void>;
  /** Claims nothing more; deliveries in flight end in time or are given back. */
  stop(): Promise<void>;
}

interface DispatchOptions {
  sender: WebhookSender;
  counts: Counts;
  /** Deliveries of one endpoint that are in flight at once. */
  mostOfOne: number;
  /** How long due deliveries are left to the queue before the sweep claims them. */
  graceMs: Millis;
  /** The longest pause between two polls of the table. */
  sweepMs: Millis;
}

type DispatchParts = Pick<Parts, 'store' | 'clock' | 'timers' | 'log' | 'configs' | 'secrets' | 'metrics'>;

/** Longer than an attempt, so that no other process claims a delivery in flight. */
export const LEASE_MS = 20_000;
const MOST_IN_ALL = 2_000;
const AT_ONCE = 500;
/** Deliveries in flight have this long to end when the server stops. */
const STOP_MS = 6_500;

export function createDispatcher(parts: DispatchParts, options: DispatchOptions): Dispatcher {
  const { clock, log } = parts;
  const { sender, counts, graceMs } = options;
  const queue = deliveryQueue(parts.store.database);
  const recorder = createRecorder(queue, parts, () => claiming);
  const lanes = createLanes(options.mostOfOne, MOST_IN_ALL);
  const underWay = new Map<string, { claim: Claim; ended: Promise<Millis | null> }>();
  /** Endpoints that had more due deliveries than there was room for. */
  const crowded = new Set<string>();
  const stopped = new AbortController();
  const takeUpOne = gatherWakeups(oneAtATime, takeUpNamed);
  const polling = createPolling(parts, { ...options, takeUpDue: () => oneAtATime(takeUpDue) });
  let isStopping = false;
  let claiming: Promise<unknown> = Promise.resolve();

  /** One claim after another: each counts the free places, and no other may take them meanwhile. */
  function oneAtATime<T>(claim: () => Promise<T>): Promise<T> {
    const claimed = claiming.then(claim);
    claiming = claimed.catch(() => undefined);
    return claimed;
  }

  async function takeUpDue(): Promise<Polled> {
    if (isStopping) return { nextAt: null, hasMore: false };
    const now = clock();
    const lease = now + LEASE_MS;
    const most = Math.min(AT_ONCE, lanes.left());
    const full = new Set<string>();
    const before = [...crowded];
    const claimed = await queue.claimDue({
      now,
      lease,
      most,
      grace,
      room(endpoint_id) {
        const room = lanes.room(endpoint_id);
        if (room === 0) full.add(endpoint_id);
        return room;
      },
    });
    start(claimed, lease);
    for (const endpoint_id of before) crowded.delete(endpoint_id);
    for (const endpoint_id of [...full, ...claimed.moreOf]) crowded.add(endpoint_id);
    const hasMore = claimed.rows.length === most || [...crowded].some((endpoint_id) => lanes.room(endpoint_id) > 0);
    return { nextAt: claimed.nextAt, hasMore: hasMore && lanes.left() > 0 };
  }

  /** None for an endpoint that had no room when the queue named it, nor for replays and causes, which are never queued. */
  const grace = (endpoint_id: string, priority: number): Millis =>
    priority === PRIORITY.replay || crowded.has(endpoint_id) || causeKeyOf(endpoint_id) !== null ? 0 : graceMs;

  async function takeUpNamed(wakeups: Wakeup[]): Promise<Started> {
    const now = clock();
    const lease = now + LEASE_MS;
    const ids = isStopping ? [] : withRoom(wakeups);
    return ids.length === 0 ? new Map() : start(await queue.claim(ids, now, lease), lease);
  }

  /** The others are taken up when there is room again. */
  function withRoom(wakeups: Wakeup[]): string[] {
    const ids: string[] = [];
    for (const [endpoint_id, those] of Map.groupBy(wakeups, (one) => one.endpoint_id)) {
      const room = Math.min(lanes.room(endpoint_id), lanes.left() - ids.length);
      if (those.length > room) crowded.add(endpoint_id);
      ids.push(...those.slice(0, room).map((one) => one.delivery_id));
    }
    return ids;
  }

  function start({ rows, endpoints }: Claimed, lease: Millis): Started {
    const started: Started = new Map();
    for (const row of rows)
      started.set(row.delivery_id, startOne({ row, endpoint: endpoints.get(row.endpoint_id), lease }));
    return started;
  }

  function startOne(claim: Claim): Promise<Millis | null> {
    const { delivery_id, endpoint_id } = claim.row;
    const held = underWay.get(delivery_id);
    if (held) {
      // The lease ended while this process was suspended, and it has claimed the row again: the attempt goes on.
      held.claim.lease = claim.lease;
      return held.ended;
    }
    lanes.take(endpoint_id);
    const ended = carryOut(claim).finally(() => underWay.delete(delivery_id));
    underWay.set(delivery_id, { claim, ended });
    return ended;
  }

  /** Claim, request, result: succeeded, failed or to be tried again. */
  async function carryOut(claim: Claim): Promise<Millis | null> {
    const attempt = await attemptOne(parts, sender, claim, stopped.signal).catch((err: unknown) => {
      log.error({ err, delivery_id: claim.row.delivery_id }, 'A delivery could not be tried; it is given back');
      return null;
    });
    freeLane(claim.row.endpoint_id, attempt);
    if (!attempt) return giveBack(claim);
    const result = resultOf({ ...claim, ...attempt, now: clock(), chance: Math.random() });
    const date = attempt.tried?.answer.date ?? null;
    reportAttempt({ ...parts, counts }, claim, result, date === null ? null : date - clock());
    const isOurs = await recorder.record(result, claim);
    return isOurs ? result.next_attempt_at : null;
  }

  function freeLane(endpoint_id: string, attempt: Attempt | null): void {
    const answer = attempt?.tried?.answer;
    const wasFull = lanes.left() === 0;
    lanes.end(endpoint_id, !answer ? null : isSuccess(answer) ? 'success' : isSilence(answer) ? 'silence' : 'answer');
    if (wasFull || (crowded.has(endpoint_id) && lanes.room(endpoint_id) > 0)) polling.poll();
  }

  async function giveBack(claim: Claim): Promise<Millis | null> {
    const now = clock();
    const lease = { delivery_id: claim.row.delivery_id, lease: claim.lease };
    await queue.giveBack([lease], now).catch((err: unknown) => {
      log.warn({ err, delivery_id: lease.delivery_id }, 'A delivery could not be given back; its lease ends by itself');
    });
    return null;
  }

  async function idle(): Promise<void> {
    for (;;) {
      const before = claiming;
      await before;
      await polling.underWay();
      await Promise.all([...underWay.values()].map(({ ended }) => ended));
      if (!polling.underWay() && underWay.size === 0 && claiming === before) return;
    }
  }

  return {
    poll: () => polling.poll(),
    deliver: (delivery_id, endpoint_id) =>
      isStopping ? Promise.resolve(null) : takeUpOne({ delivery_id, endpoint_id }),
    idle,
    async stop() {
      isStopping = true;
      polling.stop();
      const forgetLimit = parts.timers.after(STOP_MS, () => stopped.abort());
      await idle();
      forgetLimit();
      await counts.stop();
      await sender.close();
    },
  };
}
