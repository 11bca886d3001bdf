import { Refusal } from '../../contract/errors.ts';
import type { SessionScope } from '../../contract/names.ts';
import {
  type Languages,
  decideEquipment,
  decidePurchase,
  metricValue,
  outfitOf,
  viewMarket,
  windowEnd,
  windowStart,
} from '../../engine/index.ts';
import { happen, hatch } from '../life/doings.ts';
import { newId } from '../ids.ts';
import type { Life } from '../life/life.ts';
import type { BuddyRecord } from '../life/seat.ts';

/* The element's calls, one by one: what each needs, and what it answers. The paths are those under `/widget/`. */

export interface Asked {
  life: Life;
  /** What follows the call's name in its path. */
  rest: string;
  query: URLSearchParams;
  // The element's own bodies are what they should be; the server checks those of strangers.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
  scopes: readonly SessionScope[];
  /** Those that are wanted, the most wanted first. */
  languages: Languages;
  signal: AbortSignal | undefined;
}

export interface CallAnswer {
  status: number;
  body: unknown;
}

interface CallDefinition {
  scope: SessionScope;
  /** Refused without an `Idempotency-Key`. */
  keyed?: true;
  answer: (asked: Asked) => CallAnswer | Promise<CallAnswer>;
}

const ok = (body: unknown, status = 200): CallAnswer => ({ status, body });

export const CALLS: Record<string, CallDefinition> = {
  'GET state': { scope: 'read', answer: ({ life, scopes, languages }) => ok(life.state(scopes, languages)) },
  'POST track': {
    scope: 'events:track',
    answer: (asked) => ok({ ...happen(asked.life, asked.body), ...stateFor(asked) }),
  },
  'GET marketplace': {
    scope: 'read',
    answer: ({ life, languages }) => {
      const { state } = buddyOf(life);
      const items = viewMarket(state, life.rules.in(languages), life.counters, life.clock.now());
      return ok({
        items: items.map((item) => ({
          ...item,
          image_url: life.pictures.card(life.config.items.get(item.item_id)!),
        })),
      });
    },
  },
  'POST marketplace/purchases': { scope: 'marketplace:purchase', keyed: true, answer: buy },
  'PUT equipment': { scope: 'items:equip', answer: wear },
  'GET operations': { scope: 'read', answer: operation },
  'POST appearance/rerender': {
    scope: 'items:equip',
    answer: ({ life }) => {
      const buddy = buddyOf(life);
      const waiting = [...life.seat.operations.values()].find(
        ({ type, status }) => type === 'rerender' && status === 'pending',
      );
      const operation_id = waiting?.operation_id ?? life.draw(buddy, 'rerender');
      life.changed();
      return ok({ operation_id }, 202);
    },
  },
  'GET preview': {
    scope: 'read',
    answer: ({ life, query, languages }) => {
      const outfit = outfitOf(life.config.config, query.get('equip') ?? '');
      // It looks at what was put on last.
      const newest = life.config.items.get(outfit.at(-1) ?? '')?.category;
      return ok({ image: life.imageOf(buddyOf(life), outfit, newest, languages) });
    },
  },
  'POST hatch': {
    scope: 'buddy:hatch',
    answer: ({ life, body }) => ok({ operation_id: hatch(life, body ?? {}) }, 202),
  },
  'PATCH buddy': {
    scope: 'buddy:rename',
    answer: (asked) => {
      const { life, body } = asked;
      const buddy = buddyOf(life);
      buddy.name = body.name;
      if (buddy.image) buddy.image = { ...buddy.image, alt: life.describe(buddy) };
      life.changed();
      return ok(stateFor(asked));
    },
  },
  'GET leaderboards': { scope: 'read', answer: rank },
};

function buy(asked: Asked): CallAnswer {
  const { life, query, languages } = asked;
  const { item_id } = asked.body as { item_id: string };
  const buddy = buddyOf(life);
  const { state } = buddy;
  const decision = decidePurchase({
    state,
    config: life.rules.in(languages),
    item_id,
    counters: life.counters,
    now: life.clock.now(),
  });
  const { price } = decision;
  if (query.get('dry_run') === 'true') {
    const shown = life.ifIt(buddy, decision.state, () => stateFor(asked));
    return ok({ purchase_id: null, item_id, price, ledger_id: null, dry_run: true, ...shown });
  }
  life.apply(buddy, decision);
  const ledger_id = price.type === 'free' ? null : newId('ledger');
  return ok({ purchase_id: newId('purchase'), item_id, price, ledger_id, ...stateFor(asked) }, 201);
}

function wear(asked: Asked): CallAnswer {
  const { life, body } = asked;
  const buddy = buddyOf(life);
  const { equip = [], unequip = [] } = body as { equip?: string[]; unequip?: string[] };
  const { state } = buddy;
  const decision = decideEquipment({ state, config: life.config, equip, unequip, now: life.clock.now() });
  const operation_id = decision.changed ? life.apply(buddy, decision) : null;
  return ok({ equipped: decision.equipped, operation_id, ...stateFor(asked) });
}

/** As soon as it has ended, or as it stands when the wait is over. */
async function operation({ life, rest, query, signal }: Asked): Promise<CallAnswer> {
  const find = () => life.seat.operations.get(rest);
  if (!find())
    throw new Refusal('resource_not_found', `There is no operation ${rest}. Check the id and the credential.`);
  const wait = Number(query.get('wait_ms') ?? 0);
  if (wait > 0 && find()!.status === 'pending') await life.nextEnd(rest, wait, signal);
  return ok(find());
}

/** This buddy is the only one of its world. */
function rank({ life, rest }: Asked): CallAnswer {
  const { config } = life.config;
  const board = config.leaderboards?.find(({ key }) => key === rest);
  if (!board) throw new Refusal('resource_not_found', `There is no leaderboard "${rest}" in the configuration.`);
  const { buddy_id, name, state } = buddyOf(life);
  const from = windowStart(board.window, life.clock.now());
  const to = windowEnd(board.window, from);
  const held = life.seat.scores.get(rest);
  const metric = typeof board.metric === 'string' ? { metric: board.metric } : board.metric;
  const ofAllTime = board.window === 'all_time';
  const value = ofAllTime
    ? metricValue(state, life.config, metric, life.clock.now())
    : held?.window_start === from
      ? held.value
      : 0;
  const time = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  return ok({
    leaderboard: rest,
    entries: held && value !== 0 ? [{ rank: 1, buddy_id, name, value }] : [],
    window: { kind: board.window, from: ofAllTime ? null : time(from), to: time(to) },
    snapshot_id: null,
  });
}

function buddyOf(life: Life): BuddyRecord {
  const { buddy } = life.seat;
  if (buddy) return buddy;
  throw new Refusal('no_buddy', 'The buddy has yet to hatch. Show its egg, and come back when it has.');
}

/** The state in the answer of an acting call: only for who may read it. */
function stateFor({ life, scopes, languages }: Asked): { state?: unknown } {
  return scopes.includes('read') ? { state: life.state(scopes, languages) } : {};
}
