import type { BuddyState } from '../../../../src/engine/types.ts';
import type { Change, Command, Outcome, Snapshot } from '../../../../src/server/store/command.ts';
import type {
  BuddyRow,
  EggRow,
  EventRow,
  LedgerRow,
  Seat,
  SessionRow,
  World,
} from '../../../../src/server/store/rows.ts';
import type { Storage } from '../../../../src/server/storage.ts';
import { eventRow, ids, ledgerRow, newSeat, NOW, sessionRow } from './rows.ts';

/** The state after coins came in or went out, and the ledger row of it. */
export function withCoins(buddy: BuddyRow, amount: number): { buddy: BuddyRow; ledger: LedgerRow[] } {
  const purse = buddy.state.purses['coin'] ?? { balance: 0, earned: 0, seq: 0 };
  if (amount === 0) return { buddy, ledger: [] };
  const after = { balance: purse.balance + amount, earned: purse.earned + Math.max(amount, 0), seq: purse.seq + 1 };
  const state: BuddyState = { ...buddy.state, purses: { ...buddy.state.purses, coin: after } };
  return { buddy: { ...buddy, state, updated_at: NOW }, ledger: [ledgerRow(buddy, after.seq, amount, after.balance)] };
}

type Decide<A> = (snapshot: Snapshot) => Change<A>;

/** A command on a seat; without a decision of its own it changes nothing. */
export function onSeat<A = null>(
  world: World,
  seat: Seat,
  decide: Decide<A> = () => ({ answer: null as A }),
  more: Partial<Command<A>> = {},
): Command<A> {
  return { world, target: { seat, newBuddyId: ids('buddy') }, decide, ...more };
}

export function onBuddy<A = null>(
  world: World,
  buddy_id: string,
  decide: Decide<A> = () => ({ answer: null as A }),
  more: Partial<Command<A>> = {},
): Command<A> {
  return { world, target: { buddy_id }, decide, ...more };
}

/** Lays the egg in its seat; false where a buddy lives or another egg lies there. */
export async function lay(store: Storage, egg: EggRow): Promise<boolean> {
  const { customer_id, mode, user_id, audience } = egg;
  const laying = onSeat<boolean>(
    { customer_id, mode },
    { user_id, audience },
    ({ buddy, egg: there }) =>
      there || buddy.status === 'alive'
        ? { answer: false }
        : { egg, buddy: { ...buddy, egg_id: egg.egg_id }, answer: true },
    { loadEgg: 'own' },
  );
  const outcome = await store.change(laying);
  return outcome.kind !== 'duplicate' && outcome.answer;
}

/** An event that pays nothing, of a seat whose buddy has yet to hatch. */
export function unclaimedEvent(
  world: World,
  seat: Seat,
  event_id: string,
  more: Partial<EventRow> = {},
): Command<null> {
  return onSeat(
    world,
    seat,
    ({ buddy }) => ({ event: eventRow(buddy, event_id, 0, { buddy_id: null, ...more }), answer: null }),
    { event_id },
  );
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
  store: Storage,
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

/** A session of a buddy that has just hatched, not stored yet. */
export async function sessionOf(store: Storage, world: World, more: Partial<SessionRow> = {}): Promise<SessionRow> {
  const { buddy_id, user_id } = await hatch(store, world);
  return sessionRow(world, { buddy_id, user_id, ...more });
}

export function changed<A>(outcome: Outcome<A>): Extract<Outcome<A>, { kind: 'changed' }> {
  if (outcome.kind !== 'changed') throw new Error(`Expected a change, not ${outcome.kind}.`);
  return outcome;
}

export function coinsIn(buddy: BuddyRow): number {
  return buddy.state.purses['coin']?.balance ?? 0;
}
