import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { startReceiver } from '../../../support/receiver.ts';

/** What the receiver did with one request: the status that it answered to the end, or why it did not. */
export type Answered = number | 'reset' | 'stalled' | 'cut';

/** A request as it came in. Times are by the clock that the servers have, too. */
export interface Request {
  came_at: number;
  answered: Answered;
  /** When the answer was given. */
  answered_at: number | null;
  retry_after_ms: number;
}

/** Everything that came in for one delivery. */
export interface Seen {
  path: string;
  /** In their order. */
  requests: Request[];
  inFlight: number;
  /** One came in while the one before was still under way. */
  is_doubled: boolean;
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
    const one = seen.get(id) ?? { path: request.path, requests: [], inFlight: 0, is_doubled: false };
    seen.set(id, one);
    one.is_doubled ||= one.inFlight > 0;
    one.inFlight++;
    const way = wayOf(id, one);
    const after = way === 429 ? RETRY_AFTER_SECONDS : 0;
    const noted: Request = { came_at: request.at, answered: 'cut', answered_at: null, retry_after_ms: after * 1000 };
    one.requests.push(noted);
    response.on('close', () => {
      one.inFlight--;
      // Where it is not written, the other side had gone: killed, or out of time.
      if (way === 'huge') noted.answered = 200;
      else if (way === 'reset' || way === 'stalled' || response.writableFinished) noted.answered = way;
    });
    carryOut(way, response, incoming, noted);
  });

  function wayOf(id: string, { path, requests }: Seen): ReturnType<Way> {
    if (path === STEADY) return 200;
    if (path === GONE) return requests.length > 0 || taken++ < gone_after ? 200 : 410;
    const hundredth = createHash('sha256').update(id).digest().readUInt32BE() % 100;
    return WAYS.find(([until]) => hundredth < until)![1](requests.length + 1);
  }

  return { url: receiver.url, seen, close: () => receiver.close() };
}

function carryOut(way: ReturnType<Way>, response: ServerResponse, incoming: IncomingMessage, noted: Request): void {
  const answer = (status: number, body: string) => {
    noted.answered_at = Date.now();
    const seconds = noted.retry_after_ms / 1000;
    response.writeHead(status, seconds > 0 ? { 'retry-after': String(seconds) } : {}).end(body);
  };
  if (way === 'reset') incoming.socket.destroy();
  else if (way === 'stalled') return;
  else if (way === 'huge') answer(200, HUGE);
  else setTimeout(() => answer(way, ''), ANSWER_MS);
}
