import type { z } from 'zod';
import { invalidFields, Refusal } from '../../../contract/errors.ts';
import { LIMITS } from '../../../contract/limits.ts';
import type { replayRangeAnswer, replayRangeInput, SentDelivery } from '../../../contract/webhooks.ts';
import type { Parts as AllParts } from '../../context.ts';
import type { World } from '../../store/rows.ts';
import { requireReceiver, requireSwitchedOn } from '../receivers.ts';
import { replayQueries, type Range } from './queries.ts';

type Parts = Pick<AllParts, 'store' | 'configs' | 'clock'>;
type ReplayCount = z.output<typeof replayRangeAnswer>;

/** Sends a delivery again, under the same id and with a fresh signature. */
export async function replayDelivery(
  parts: Parts,
  world: World,
  endpoint_id: string,
  delivery_id: string,
): Promise<SentDelivery> {
  const { endpoint } = await requireReceiver(parts, world, endpoint_id);
  if (endpoint) requireSwitchedOn(endpoint);
  const row = await parts.store.deliveries.byId(world, delivery_id);
  if (row?.endpoint_id !== endpoint_id) {
    throw new Refusal('resource_not_found', `Endpoint ${endpoint_id} has no delivery ${delivery_id}.`);
  }
  return replayQueries(parts.store.database).one(row, parts.clock());
}

/** Sends what was recorded in that time again, the oldest first, five a second; or only counts it. */
export async function replayRange(
  parts: Parts,
  world: World,
  endpoint_id: string,
  input: z.output<typeof replayRangeInput>,
): Promise<ReplayCount> {
  const { endpoint } = await requireReceiver(parts, world, endpoint_id);
  const range: Range = {
    endpoint_id,
    world,
    from: Date.parse(input.from),
    to: Date.parse(input.to),
    status: input.status ?? 'failed',
  };
  if (range.to <= range.from) throw invalidFields([{ path: 'to', message: 'must be later than `from`' }]);
  const queries = replayQueries(parts.store.database);
  const count = await queries.count(range, LIMITS.replays + 1);
  if (input.dry_run) return { count };
  if (endpoint) requireSwitchedOn(endpoint);
  requireFew(count);
  return queries.range(range, parts.clock(), requireFew);
}

function requireFew(count: number): void {
  if (count <= LIMITS.replays) return;
  throw new Refusal(
    'conflict',
    `The range holds more than ${LIMITS.replays} deliveries; none was replayed. Replay it in parts, by shorter ranges.`,
  );
}
