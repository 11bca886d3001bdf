import type {
  BuddyRow,
  DeliveryRow,
  EggRow,
  EventRow,
  LedgerRow,
  OperationRow,
  PurchaseRow,
  ScoreRow,
} from '../rows.ts';
import type { KeyOfCall } from '../rows.ts';
import type { Change, Command } from '../command.ts';
import type { Commit } from '../commits.ts';
import type { CounterRow } from '../tables.ts';
import type { Unit } from '../unit/unit.ts';
import { counterKey, counterScope } from './keys.ts';

/** The start of the window of all time. */
const ALL_TIME = 0;

/** `answer`: of the change, as JSON, for a repeat. `response`: the whole answer, encrypted; null: not known yet. */
interface KeptAnswer extends KeyOfCall {
  answer: string;
  response: string | null;
}

/** What the commands of one batch have to write. A row that several of them changed is here once, in its last state. */
export interface Writes {
  buddies: Map<string, BuddyRow>;
  events: EventRow[];
  ledger: LedgerRow[];
  counters: Map<string, CounterRow>;
  purchases: PurchaseRow[];
  eggs: Map<string, EggRow>;
  operations: Map<string, OperationRow>;
  deliveries: DeliveryRow[];
  /** Of a window: what is to be added to it. Of all time: what it is now. */
  scores: Map<string, ScoreRow>;
  answers: KeptAnswer[];
  /** Events that waited for a buddy, with what they did to it. */
  claims: EventRow[];
}

export function noWrites(): Writes {
  return {
    buddies: new Map(),
    events: [],
    ledger: [],
    counters: new Map(),
    purchases: [],
    eggs: new Map(),
    operations: new Map(),
    deliveries: [],
    scores: new Map(),
    answers: [],
    claims: [],
  };
}

/** Adds what one command decided. `row` is the buddy's new row, null where it stays as it is. */
export function addChange(
  writes: Writes,
  command: Command<unknown>,
  change: Change<unknown>,
  buddy: BuddyRow,
  row: BuddyRow | null,
): void {
  if (row) writes.buddies.set(row.buddy_id, row);
  if (change.event) writes.events.push(change.event);
  writes.ledger.push(...(change.ledger ?? []));
  for (const counter of change.counters ?? []) {
    const scope = counterScope(command.world, buddy.buddy_id, counter);
    const { key, value, kept_until = null } = counter;
    writes.counters.set(counterKey(scope, key), { scope, key, value, kept_until });
  }
  if (change.purchase) writes.purchases.push(change.purchase);
  if (change.egg) writes.eggs.set(change.egg.egg_id, change.egg);
  for (const operation of change.operations ?? []) writes.operations.set(operation.operation_id, operation);
  writes.deliveries.push(...(change.deliveries ?? []));
  for (const score of change.scores ?? []) addScore(writes, score);
  writes.claims.push(...(change.claimedEvents ?? []));
  if (command.unit) writes.answers.push(keptAnswer(command.unit, change.answer));
}

function keptAnswer(unit: Unit, answer: unknown): KeptAnswer {
  return { ...unit.key, answer: JSON.stringify(answer ?? null), response: unit.responseTo(answer) };
}

function addScore(writes: Writes, score: ScoreRow): void {
  const key = JSON.stringify([score.leaderboard, score.window_start, score.buddy_id]);
  const earlier = score.window_start === ALL_TIME ? 0 : (writes.scores.get(key)?.value ?? 0);
  writes.scores.set(key, { ...score, value: earlier + score.value });
}

/** Buddies that are archived now: they leave the leaderboards. */
export function archivedIn(writes: Writes): string[] {
  return [...writes.buddies.values()].filter((row) => row.status === 'archived').map((row) => row.buddy_id);
}

/** What the listeners hear once the batch is committed. */
export function commitsOf(writes: Writes): Commit[] {
  const owed = writes.deliveries.filter(({ status }) => status === 'pending');
  return [
    ...(owed.length > 0 ? [{ kind: 'deliveries', owed } satisfies Commit] : []),
    ...[...writes.buddies.values()].map((row): Commit => ({
      kind: 'buddy',
      buddy_id: row.buddy_id,
      version: row.version,
    })),
    ...[...writes.operations.keys()].map((id): Commit => ({ kind: 'operation', operation_id: id })),
  ];
}
