import type { z } from 'zod';
import { Refusal } from '../../contract/errors.ts';
import type { eventDetails } from '../../contract/events.ts';
import { viewEntry } from '../buddies/buddies.ts';
import type { Parts as AllParts } from '../context.ts';
import type { World } from '../store/rows.ts';
import { deliveryOfEvent } from '../webhooks/log.ts';
import { explanationOf } from './explanations.ts';
import { viewEvent } from './log.ts';

/** An event with what each rule decided, and with the ledger lines and deliveries that it caused. */
export async function getEvent(
  { store }: Pick<AllParts, 'store'>,
  world: World,
  evt_id: string,
): Promise<z.output<typeof eventDetails>> {
  const row = await store.events.byId(world, evt_id);
  if (!row) throw new Refusal('resource_not_found', `There is no event ${evt_id}. GET /events?event_id= finds yours.`);
  const { buddy_id } = row;
  const [ledger, deliveries] =
    buddy_id === null
      ? [[], []]
      : await Promise.all([store.events.ledger(buddy_id, evt_id), store.events.deliveries(buddy_id, evt_id)]);
  return {
    ...viewEvent(row),
    config_version_id: row.config_version_id,
    explanation: row.explanation && explanationOf(row.explanation),
    ledger: ledger.map(viewEntry),
    deliveries: deliveries.map(deliveryOfEvent),
  };
}
