import type { Effects } from '../../../../src/contract/events.ts';
import type { BuddyState } from '../../../../src/engine/types.ts';
import { idMaker } from '../../../../src/server/ids.ts';
import type {
  BuddyRow,
  ConfigRow,
  DeliveryRow,
  EggRow,
  EndpointRow,
  EventRow,
  IdempotencyRow,
  LedgerRow,
  OperationRow,
  Seat,
  World,
} from '../../../../src/server/store/rows.ts';
import type { Change, Command, Outcome, Snapshot } from '../../../../src/server/store/command.ts';
import type { Store } from '../../../../src/server/store/store.ts';

export const NOW = Date.UTC(2026, 0, 15, 12);
export const ids = idMaker(() => NOW);

export function newWorld(mode: World['mode'] = 'test'): World {
  return { customer_id: ids('customer'), mode };
}

let seats = 0;
export function newSeat(audience = 'default'): Seat {
  return { user_id: `user_${++seats}`, audience };
}

export const effectsOf = (coins: number): Effects => ({
  coins,
  badges_awarded: [],
  badges_ready: [],
  tokens: [],
  evolution_ready: false,
  streak_milestones: [],
  skills: [],
  streaks: [],
});

/** The state after coins came in or went out, and the ledger row of it. */
export function withCoins(buddy: BuddyRow, amount: number): { buddy: BuddyRow; ledger: LedgerRow[] } {
  const purse = buddy.state.purses['coin'] ?? { balance: 0, earned: 0, seq: 0 };
  if (amount === 0) return { buddy, ledger: [] };
  const after = { balance: purse.balance + amount, earned: purse.earned + Math.max(amount, 0), seq: purse.seq + 1 };
  const state: BuddyState = { ...buddy.state, purses: { ...buddy.state.purses, coin: after } };
  return { buddy: { ...buddy, state, updated_at: NOW }, ledger: [ledgerRow(buddy, after.seq, amount, after.balance)] };
}

export function ledgerRow(buddy: BuddyRow, seq: number, amount: number, balance: number): LedgerRow {
  return {
    ledger_id: ids('ledger'),
    buddy_id: buddy.buddy_id,
    currency: 'coin',
    seq,
    amount,
    balance_after: balance,
    reason: 'test',
    source: { type: 'event' },
    reference_id: null,
    request_id: 'req',
    config_version_id: null,
    created_at: NOW,
  };
}

export function eventRow(buddy: BuddyRow, eventId: string, coins: number, more: Partial<EventRow> = {}): EventRow {
  return {
    customer_id: buddy.customer_id,
    mode: buddy.mode,
    event_id: eventId,
    evt_id: ids('event'),
    user_id: buddy.user_id,
    audience: buddy.audience,
    type: 'lesson',
    properties: { score: 0.7, text: 'ä "quoted" \\ \u0000 {a,b}' },
    occurred_at: NOW,
    received_at: NOW,
    buddy_id: buddy.buddy_id,
    effects: effectsOf(coins),
    request_id: 'req',
    ...more,
  };
}

type Decide<A> = (snapshot: Snapshot) => Change<A>;

/** A command on a seat; without a decision of its own it changes nothing. */
export function onSeat<A = null>(
  world: World,
  seat: Seat,
  decide: Decide<A> = () => ({ answer: null as A }),
  more: Partial<Command<A>> = {},
): Command<A> {
  return { world, target: { seat, new_buddy_id: ids('buddy') }, decide, ...more };
}

export function onBuddy<A = null>(
  world: World,
  buddy_id: string,
  decide: Decide<A> = () => ({ answer: null as A }),
  more: Partial<Command<A>> = {},
): Command<A> {
  return { world, target: { buddy_id }, decide, ...more };
}

/** An event that pays coins. */
export function earn(world: World, seat: Seat, coins: number, eventId = ids('event')): Command<{ coins: number }> {
  return onSeat(
    world,
    seat,
    ({ buddy }) => ({
      ...withCoins(buddy, coins),
      event: eventRow(buddy, eventId, coins),
      answer: { coins },
    }),
    { event_id: eventId },
  );
}

/** Puts a living buddy into a seat. */
export async function hatch(
  store: Store,
  world: World,
  seat = newSeat(),
  more: Partial<BuddyRow> = {},
): Promise<BuddyRow> {
  const outcome = await store.change(
    onSeat(world, seat, ({ buddy }) => ({
      buddy: { ...buddy, status: 'alive', name: 'Pip', species: 'owl', ...more },
      answer: null,
    })),
  );
  return changed(outcome).buddy;
}

export function changed<A>(outcome: Outcome<A>): Extract<Outcome<A>, { kind: 'changed' }> {
  if (outcome.kind !== 'changed') throw new Error(`Expected a change, not ${outcome.kind}.`);
  return outcome;
}

export function coinsIn(buddy: BuddyRow): number {
  return buddy.state.purses['coin']?.balance ?? 0;
}

export function eggRow(world: World, seat: Seat, more: Partial<EggRow> = {}): EggRow {
  return {
    ...world,
    ...seat,
    egg_id: ids('egg'),
    status: 'waiting',
    species: 'dragon',
    buddy_id: null,
    config_version_id: ids('config'),
    metadata: { from: 'test' },
    created_at: NOW,
    updated_at: NOW,
    ...more,
  };
}

export function operationRow(buddy: BuddyRow, more: Partial<OperationRow> = {}): OperationRow {
  return {
    customer_id: buddy.customer_id,
    mode: buddy.mode,
    operation_id: ids('operation'),
    buddy_id: buddy.buddy_id,
    type: 'equip',
    status: 'pending',
    input: {},
    result: null,
    error: null,
    request_id: 'req',
    leased_until: null,
    created_at: NOW,
    completed_at: null,
    ...more,
  };
}

export function endpointRow(world: World, more: Partial<EndpointRow> = {}): EndpointRow {
  return {
    ...world,
    endpoint_id: ids('endpoint'),
    url: 'https://example.com/hook',
    events: ['*'],
    format: 'raw',
    description: '',
    active: true,
    secrets: [{ secret: 'sealed', expires_at: null }],
    created_at: NOW,
    ...more,
  };
}

export function deliveryRow(world: World, endpointId: string, more: Partial<DeliveryRow> = {}): DeliveryRow {
  return {
    ...world,
    delivery_id: ids('delivery'),
    endpoint_id: endpointId,
    buddy_id: null,
    event: 'coin.earned',
    event_id: null,
    payload: { amount: 1 },
    status: 'pending',
    next_attempt_at: NOW,
    attempts: [],
    request_id: 'req',
    created_at: NOW,
    ...more,
  };
}

export function idempotencyRow(more: Partial<IdempotencyRow> = {}): IdempotencyRow {
  return {
    scope: ids('key'),
    key: 'k',
    fingerprint: 'f',
    subject: null,
    answer: null,
    response: null,
    leased_until: NOW + 1000,
    created_at: NOW,
    ...more,
  };
}

export function configRow(world: World, more: Partial<ConfigRow> = {}): ConfigRow {
  return {
    ...world,
    config_version_id: ids('config'),
    status: 'draft',
    document: {},
    created_at: NOW,
    published_at: null,
    ...more,
  };
}
