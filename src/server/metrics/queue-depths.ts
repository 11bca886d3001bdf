import type { Millis } from '../../engine/types.ts';
import type { Metrics } from './metrics.ts';
import type { Depths } from './queries.ts';
import type { Queues } from './queries.ts';

/** Everybody may look: however many do, the store is asked once in this time. */
const FRESH_MS = 1000;
/** A queue that is longer shows as this long. */
const MOST = 10_000;

const GAUGES: [keyof Depths, string][] = [
  ['operations_pending', 'Pictures that wait to be drawn.'],
  ['operations_running', 'Pictures being drawn.'],
  ['deliveries_pending', 'Deliveries owed to webhook endpoints.'],
  ['buddies_due', 'Buddies to whom something should have happened by now (a streak burns, a mood changes).'],
];

/** Shows how much waits. While the store cannot be asked, only these figures are missing. */
export function showQueueDepths(metrics: Metrics, queues: Queues, clock: () => Millis): void {
  let asked_at = -Infinity;
  let answer: Promise<Depths | null> = Promise.resolve(null);
  function read(): Promise<Depths | null> {
    const now = clock();
    if (now - asked_at >= FRESH_MS) {
      asked_at = now;
      answer = queues.depths(now, MOST).catch(() => null);
    }
    return answer;
  }
  for (const [name, help] of GAUGES) {
    metrics.gauge(name, `${help} Counted up to ${MOST}.`, async () => (await read())?.[name] ?? null);
  }
}
