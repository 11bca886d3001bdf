import { z } from 'zod';
import { CATEGORIES, RARITIES } from './buddy/art.ts';
import { amount, eventId, eventType, jsonObject, key, name, price, userId } from './common.ts';
import { eventAnswer } from './events.ts';
import { idSchema } from './ids.ts';
import { LIMITS } from './limits.ts';
import { buddyImage, requirement, widgetState, type SeatState, type WidgetState } from './buddy/state.ts';

/** A publishable key names the buddy it wants to read; a token already does. */
export const subjectQuery = z.strictObject({
  buddy_id: idSchema('buddy').optional(),
  user_id: userId.optional(),
  audience: key.optional(),
});

export const trackInput = z.strictObject({ event_id: eventId, type: eventType, properties: jsonObject.optional() });
/** Of every acting call: only who may `read` is answered the state. */
const stateAfter = widgetState.optional();
/** As it is answered to who may `read`. */
type WithState<T, State> = Omit<T, 'state'> & { state: State };
export const trackAnswer = eventAnswer.extend({ state: stateAfter });
export type TrackAnswer = WithState<z.infer<typeof trackAnswer>, WidgetState>;

export const marketItem = z.object({
  item_id: z.string(),
  label: z.string(),
  description: z.string(),
  category: z.enum(CATEGORIES),
  rarity: z.enum(RARITIES),
  price,
  image_url: z.string(),
  owned: z.boolean(),
  equipped: z.boolean(),
  affordable: z.boolean(),
  locked: z.boolean(),
  locked_reason: z.string().nullable(),
  /** What unlocks it, in the configuration's own labels; where there are several ways, the nearest. */
  missing: z.array(requirement).optional(),
  /** What is left; null where there is no limit. */
  stock: amount.nullable(),
});
export type MarketItem = z.infer<typeof marketItem>;
export const marketplace = z.object({ items: z.array(marketItem) });
export type Marketplace = z.infer<typeof marketplace>;

export const previewQuery = subjectQuery.extend({
  equip: z
    .string()
    .max(1000)
    .optional()
    .describe(
      'Keys of items of the catalog, separated by commas: all it wears, owned or not. Of a category the last counts.',
    ),
});
/** The buddy in an outfit that it does not wear. */
export const previewAnswer = z.object({ image: buddyImage });
export type PreviewAnswer = z.infer<typeof previewAnswer>;

export const purchaseInput = z.strictObject({ item_id: key });
export const purchaseQuery = z.strictObject({ dry_run: z.boolean().optional() });
export const purchaseAnswer = z.object({
  /** Null on a dry run, as is `ledger_id`, which is also null for a free item. */
  purchase_id: idSchema('purchase').nullable(),
  item_id: z.string(),
  price,
  ledger_id: idSchema('ledger').nullable(),
  state: stateAfter,
  dry_run: z.literal(true).optional(),
});
export type PurchaseAnswer = WithState<z.infer<typeof purchaseAnswer>, WidgetState>;

export const equipmentInput = z.strictObject({
  equip: z.array(key).max(LIMITS.equipmentChanges).optional(),
  unequip: z.array(key).max(LIMITS.equipmentChanges).optional(),
});
export const equipmentAnswer = z.object({
  equipped: z.array(z.string()),
  operation_id: idSchema('operation').nullable(),
  state: stateAfter,
});
export type EquipmentAnswer = WithState<z.infer<typeof equipmentAnswer>, WidgetState>;

export const hatchInput = z.strictObject({
  species: key.optional().describe('One of the egg’s `choices`; without it, one of them.'),
  name: name.optional(),
});
export const nameInput = z.strictObject({ name });
export const nameAnswer = z.object({ state: stateAfter });
export type NameAnswer = WithState<z.infer<typeof nameAnswer>, SeatState>;
