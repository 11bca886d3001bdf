import type { Millis } from '../../engine/types.ts';
import type { Metrics } from './metrics.ts';
import { onceASecond } from './once-a-second.ts';
import type { Depths, Queues } from './queries.ts';

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
  const read = onceASecond(clock, () => queues.depths(clock(), MOST).catch(() => null));
  for (const [name, help] of GAUGES) {
    metrics.gauge(name, `${help} Counted up to ${MOST}.`, async () => (await read())?.[name] ?? null);
  }
}
