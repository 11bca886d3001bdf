import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { startReceiver } from '../../../support/receiver.ts';

/** What the receiver did with one request: the status that it answered to the end, or why it did not. */
export type Answered = number | 'reset' | 'stalled' | 'cut';

/** Everything that came in for one delivery. */
export interface Seen {
  path: string;
  /** In the order in which the requests came in. */
  answers: Answered[];
  in_flight: number;
  /** It came in while the one before was still under way. */
  is_doubled: boolean;
  /** It came in sooner after an answer than that answer allows. */
  is_early: boolean;
  last?: { status: Answered; at: number; retry_after: number };
}

export interface TroubledReceiver {
  url: string;
  seen: ReadonlyMap<string, Seen>;
  close(): Promise<void>;
}

/** Answers well after a moment, so that some are always under way. */
export const STEADY = '/steady';
/** Goes wrong in every way, mostly the first time that a delivery comes in. */
export const TROUBLED = '/troubled';
/** Is gone for good after some. */
export const GONE = '/gone';

const ANSWER_MS = 20;
/** The first pause of the curve. */
const FIRST_PAUSE_MS = 5_000;
/** Timers of two processes, and the time that a request is on its way. */
const TOLERANCE_MS = 50;
const RETRY_AFTER_SECONDS = 8;
const HUGE = 'x'.repeat(1024 * 1024);

type Way = (nth: number) => Exclude<Answered, 'cut'> | 'huge';
/** By hundredths of the deliveries. */
const WAYS: [until: number, way: Way][] = [
  [3, (nth) => (nth === 1 ? 'reset' : 200)],
  [4, (nth) => (nth === 1 ? 'stalled' : 200)],
  [7, (nth) => (nth === 1 ? 500 : 200)],
  [9, (nth) => (nth <= 2 ? 500 : 200)],
  [12, (nth) => (nth === 1 ? 429 : 200)],
  [15, () => 'huge'],
  [17, () => 400],
  [100, () => 200],
];

/** A receiver with all the faults that receivers have, which remembers what it did. `gone_after`: deliveries that GONE takes. */
export async function startTroubledReceiver(gone_after: number): Promise<TroubledReceiver> {
  const receiver = await startReceiver();
  const seen = new Map<string, Seen>();
  let taken = 0;
  receiver.answer((request, response, incoming) => {
    // Everything that matters is remembered by delivery.
    receiver.received.length = 0;
    const id = request.headers['x-hatched-delivery']!;
    const one = seen.get(id) ?? { path: request.path, answers: [], in_flight: 0, is_doubled: false, is_early: false };
    seen.set(id, one);
    note(one);
    const way = wayOf(id, one);
    const index = one.answers.push('cut') - 1;
    const after = way === 429 ? RETRY_AFTER_SECONDS : 0;
    response.on('close', () => {
      one.in_flight--;
      const status = way === 'huge' ? 200 : way;
      // Where it is not written, the other side had gone: killed, or out of time.
      const isDone = way === 'reset' || way === 'stalled' || way === 'huge' || response.writableFinished;
      one.answers[index] = isDone ? status : 'cut';
      if (isDone) one.last = { status, at: performance.now(), retry_after: after * 1000 };
    });
    carryOut(way, response, incoming, after);
  });

  function note(one: Seen): void {
    one.is_doubled ||= one.in_flight > 0;
    one.in_flight++;
    const { last } = one;
    if (typeof last?.status !== 'number') return;
    const least = Math.max(FIRST_PAUSE_MS, last.retry_after) - TOLERANCE_MS;
    one.is_early ||= performance.now() - last.at < least;
  }

  function wayOf(id: string, { path, answers }: Seen): ReturnType<Way> {
    if (path === STEADY) return 200;
    if (path === GONE) return answers.length > 0 || taken++ < gone_after ? 200 : 410;
    const hundredth = createHash('sha256').update(id).digest().readUInt32BE() % 100;
    return WAYS.find(([until]) => hundredth < until)![1](answers.length + 1);
  }

  return { url: receiver.url, seen, close: () => receiver.close() };
}

function carryOut(
  way: ReturnType<Way>,
  response: ServerResponse,
  incoming: IncomingMessage,
  retry_after: number,
): void {
  if (way === 'reset') incoming.socket.destroy();
  else if (way === 'stalled') return;
  else if (way === 'huge') response.writeHead(200).end(HUGE);
  else {
    setTimeout(
      () => response.writeHead(way, retry_after ? { 'retry-after': String(retry_after) } : {}).end(),
      ANSWER_MS,
    );
  }
}
