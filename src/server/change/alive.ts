import { Refusal } from '../../contract/errors.ts';
import type { CompiledConfig, CounterKey, Decision, Millis } from '../../engine/index.ts';
import type { Parts } from '../context.ts';
import type { BuddyRow, World } from '../store/rows.ts';
import type { Change, Outcome, Snapshot } from '../store/command.ts';
import { applied, type Applied, type Occasion } from './applied.ts';
import { changeBuddy, rulesOf } from './changing.ts';
import { countersOfCauses } from './scores.ts';

export type ChangeParts = Pick<Parts, 'store' | 'configs' | 'ids'>;

/** The answer of a change that has none. Not null: in the table of idempotency keys null means "not yet". */
export const DONE = { done: true } as const;
export type Done = typeof DONE;

/** A call that is about one living buddy. */
export interface BuddyCall {
  world: World;
  buddy_id: string;
  request_id: string;
  dry_run?: boolean | undefined;
  /** A job makes the call, not a customer. */
  isSwept?: boolean;
}

/** The part of an HTTP call that a change needs. */
interface CallOnBuddy<C> {
  caller: C;
  request_id: string;
}

/** A call on the buddy that its path names. */
export function buddyCall(call: CallOnBuddy<{ world: World }> & { params: { buddy_id: string } }): BuddyCall {
  return callOn(call, call.params.buddy_id);
}

/** A call on the buddy that the caller's token names. */
export function ownBuddyCall(call: CallOnBuddy<{ world: World; buddy_id: string }>): BuddyCall {
  return callOn(call, call.caller.buddy_id);
}

const callOn = ({ caller, request_id }: CallOnBuddy<{ world: World }>, buddy_id: string): BuddyCall => ({
  world: caller.world,
  buddy_id,
  request_id,
});

export interface Rule<A> {
  /** What the decision reads besides the row. */
  counters?: (config: CompiledConfig) => CounterKey[];
  decide: (on: { state: BuddyRow['state']; config: CompiledConfig; now: Millis }, snapshot: Snapshot) => Decided<A>;
}

interface Decided<A> {
  /** Null: there is nothing to change. */
  decision: Decision | null;
  /** JSON. */
  answer: (rows: Pick<Applied, 'ledger' | 'operations'>) => A;
  occasion?: Pick<Occasion, 'reference_id' | 'details'>;
  /** Rows of the use case's own. */
  also?: (rows: Applied) => Partial<Omit<Change<A>, 'answer'>>;
}

/** Lets the engine decide under the lock of a living buddy, and writes all that follows from it. */
export function changeAlive<A>(
  parts: ChangeParts,
  { world, buddy_id, request_id, dry_run, isSwept }: BuddyCall,
  rule: Rule<A>,
): Promise<Outcome<A>> {
  return changeBuddy<A>(parts, {
    world,
    target: { buddy_id },
    dry_run: dry_run === true,
    counters(buddy) {
      const config = rulesOf(parts, buddy);
      return config ? [...(rule.counters?.(config) ?? []), ...countersOfCauses(config)] : [];
    },
    decide(snapshot) {
      const { now } = snapshot;
      const config = rulesOf(parts, snapshot.buddy);
      if (!config) throw noSuchBuddy(buddy_id);
      const decided = rule.decide({ state: snapshot.buddy.state, config, now }, snapshot);
      if (!decided.decision) return { answer: decided.answer({ ledger: [], operations: [] }) };
      const rows = applied(parts, snapshot, config, decided.decision, {
        ...decided.occasion,
        request_id,
        isSwept,
        now,
      });
      return { ...rows, ...decided.also?.(rows), answer: decided.answer(rows) };
    },
  });
}

/** The answer of a command that carries no event id: such a command is no repeat of an event. */
export function answerIn<A>(outcome: Outcome<A>): A {
  if (outcome.kind === 'duplicate')
    throw new Error('A command without an event id was taken for the repeat of an event.');
  return outcome.answer;
}

/** The row as the change left it; as it is now where the change had been made before. */
export async function rowAfter(
  parts: Pick<Parts, 'store'>,
  { world, buddy_id }: Pick<BuddyCall, 'world' | 'buddy_id'>,
  outcome: Outcome<unknown>,
): Promise<BuddyRow> {
  return outcome.kind === 'changed' ? outcome.buddy : existingBuddy(parts, world, buddy_id);
}

/** Of this world, and not archived: an unhatched seat, too. */
export async function existingRow(
  parts: Pick<Parts, 'store'>,
  { world, buddy_id }: Pick<BuddyCall, 'world' | 'buddy_id'>,
): Promise<BuddyRow> {
  const row = await parts.store.buddies.rowById(world, buddy_id);
  if (!row || row.status === 'archived') throw noSuchBuddy(buddy_id);
  return row;
}

/** Alive, and of this world. */
export async function existingBuddy(parts: Pick<Parts, 'store'>, world: World, buddy_id: string): Promise<BuddyRow> {
  const row = await parts.store.buddies.byId(world, buddy_id);
  if (!row) throw noSuchBuddy(buddy_id);
  return row;
}

export function noSuchBuddy(buddy_id: string): Refusal {
  return new Refusal('resource_not_found', `There is no buddy ${buddy_id}. Check the id and the key you use.`);
}
