import { Refusal } from '../../../contract/errors.ts';
import type { CounterKey, Millis } from '../../../engine/types.ts';
import type { BuddyRow, EggRow, EndpointRow, EventRow, OperationRow, World } from '../rows.ts';
import type { Change, Command, Outcome, Snapshot } from '../command.ts';
import { freshBuddy } from './fresh.ts';
import { counterKey, counterScope, eventKey, idempotencyKey, lookUp, seatKey, worldKey } from './keys.ts';
import type { PastEvent } from './past.ts';
import { attempt, type CommandResult } from './queue.ts';
import { addChange, noWrites, type Writes } from './writes.ts';

export interface MissingCounter {
  scope: string;
  key: string;
  shared: boolean;
}

/**
 * What one batch has loaded, and what its commands have changed so far: each command sees the changes of the ones before
 * it. The adapters fill the maps, let the commands decide and then write `writes`, all in one transaction. A key that is
 * missing was not loaded, or there is no such row.
 */
export class WorkingSet {
  readonly buddies = new Map<string, BuddyRow>();
  /** The same rows as they are in the database. */
  readonly stored = new Map<string, BuddyRow>();
  /** Seat → id of the buddy in it. */
  readonly seats = new Map<string, string | null>();
  /** Seat → the version of the last buddy that was archived in it: the next one goes on from there. */
  readonly lastVersions = new Map<string, number>();
  /** Rows made for seats that had none. */
  readonly fresh = new Set<string>();
  readonly events = new Map<string, PastEvent>();
  /** JSON. */
  readonly answers = new Map<string, string>();
  readonly counters = new Map<string, number>();
  readonly endpoints = new Map<string, EndpointRow[]>();
  readonly eggs = new Map<string, EggRow>();
  /** Buddy → its operations that have not ended. */
  readonly operations = new Map<string, OperationRow[]>();
  /** Seat → the first of its stored events that no buddy has claimed. */
  readonly unclaimed = new Map<string, EventRow[]>();
  readonly writes: Writes = noWrites();
  /** Commands whose `counters` threw, with the error. */
  readonly #failed = new Map<Command<unknown>, unknown>();
  readonly #clock: () => Millis;
  #now: Millis;

  constructor(clock: () => Millis) {
    this.#clock = clock;
    this.#now = clock();
  }

  /** Called once all rows are locked: the commands decide as of now. */
  locked(): void {
    this.#now = this.#clock();
  }

  add(row: BuddyRow): void {
    this.stored.set(row.buddy_id, row);
    this.#place(row);
  }

  /** The row that the seat of the command would get; null where it names a buddy. */
  rowForSeat({ target, world }: Command<unknown>): BuddyRow | null {
    if (!('seat' in target)) return null;
    const last = this.lastVersions.get(seatKey(world, target.seat));
    const row = freshBuddy(world, target.seat, target.newBuddyId, this.#now);
    return last === undefined ? row : { ...row, version: last + 1 };
  }

  /** Adds a row where the command's seat is empty. */
  openSeat(command: Command<unknown>): void {
    const { target, world } = command;
    if (!('seat' in target) || this.seats.get(seatKey(world, target.seat))) return;
    this.#place(this.rowForSeat(command)!);
    this.fresh.add(target.newBuddyId);
  }

  /** The buddy that the command is about, in its own world and not archived. */
  target(command: Command<unknown>): BuddyRow | null {
    const { target, world } = command;
    const id = 'seat' in target ? this.seats.get(seatKey(world, target.seat)) : target.buddy_id;
    const row = id === undefined || id === null ? null : (this.buddies.get(id) ?? null);
    if (!row || row.status === 'archived') return null;
    return sameWorld(row, world) ? row : null;
  }

  /** The answer of a command that was carried out before. */
  repeated(command: Command<unknown>): Outcome<unknown> | null {
    // The key of the call comes before the event: the same call gets the same answer.
    const answer = command.unit && this.answers.get(idempotencyKey(command.unit.key));
    if (answer) return { kind: 'replayed', answer: JSON.parse(answer) as unknown };
    const past = command.event_id === undefined ? null : this.events.get(eventKey(command.world, command.event_id));
    return past ? { kind: 'duplicate', effects: past.effects, buddy_id: past.buddy_id, evt_id: past.evt_id } : null;
  }

  /** The counters that the command will read and that have not been loaded. */
  missingCounters(command: Command<unknown>): MissingCounter[] {
    const buddy = this.target(command);
    if (!buddy || !command.counters || this.repeated(command)) return [];
    return command
      .counters(buddy, command.now ?? this.#now, this.#unclaimed(command, buddy))
      .map((counter) => ({
        scope: counterScope(command.world, buddy.buddy_id, counter),
        key: counter.key,
        shared: counter.scope === 'shared',
      }))
      .filter(({ scope, key }) => !this.counters.has(counterKey(scope, key)));
  }

  /** The same for several commands. What one of them throws here is thrown again by `perform`. */
  wantedCounters(commands: readonly Command<unknown>[]): MissingCounter[] {
    return commands.flatMap((command) => {
      const wanted = attempt(() => this.missingCounters(command));
      if ('value' in wanted) return wanted.value;
      this.#failed.set(command, wanted.error);
      return [];
    });
  }

  /** The egg that the command asks for; undefined where it asks for none. */
  eggWanted(command: Command<unknown>): string | undefined {
    const { loadEgg } = command;
    if (loadEgg !== 'own' && loadEgg !== 'waiting') return loadEgg;
    const row = this.target(command);
    return row && (loadEgg === 'own' || row.status === 'unhatched') ? (row.egg_id ?? undefined) : undefined;
  }

  /** Lets the command decide. What it throws leaves the set as it was. */
  perform(command: Command<unknown>): Outcome<unknown> {
    const repeated = this.repeated(command);
    if (repeated) return repeated;
    if (this.#failed.has(command)) throw this.#failed.get(command);
    const buddy = this.target(command);
    if (!buddy) throw new Refusal('resource_not_found', 'There is no such buddy. Check the id and the key you use.');

    const change = command.decide(this.#snapshot(command, buddy));
    if (change.buddy && change.buddy.buddy_id !== buddy.buddy_id)
      throw new Error(`A change of ${buddy.buddy_id} was answered with ${change.buddy.buddy_id}.`);
    const next = change.buddy ? { ...change.buddy, version: buddy.version + 1 } : buddy;
    const outcome: Outcome<unknown> = { kind: 'changed', answer: change.answer, buddy: next };
    if (command.dry_run) return outcome;

    const written = change.buddy !== undefined || this.fresh.has(buddy.buddy_id);
    addChange(this.writes, command, change, buddy, written ? next : null);
    this.#remember(command, change, next);
    return outcome;
  }

  /** Null where the command needs counters that were not loaded, because of what the batch has done so far. */
  decide(command: Command<unknown>): CommandResult | null {
    this.openSeat(command);
    const result = attempt(() => this.perform(command));
    if ('value' in result) return result;
    const missing = attempt(() => this.missingCounters(command));
    return 'value' in missing && missing.value.length > 0 ? null : result;
  }

  #place(row: BuddyRow): void {
    this.buddies.set(row.buddy_id, row);
    if (row.status !== 'archived') this.seats.set(seatKey(row, row), row.buddy_id);
  }

  #snapshot(command: Command<unknown>, buddy: BuddyRow): Snapshot {
    const find = (counter: CounterKey) =>
      this.counters.get(counterKey(counterScope(command.world, buddy.buddy_id, counter), counter.key));
    return {
      now: command.now ?? this.#now,
      buddy,
      counters: lookUp(find),
      endpoints: this.endpoints.get(worldKey(command.world)) ?? [],
      unclaimedEvents: this.#unclaimed(command, buddy),
      egg: this.#egg(command),
      openOperations: command.loadOpenOperations ? (this.operations.get(buddy.buddy_id) ?? []) : [],
    };
  }

  #unclaimed({ loadUnclaimedEvents }: Command<unknown>, buddy: BuddyRow): EventRow[] {
    return loadUnclaimedEvents === undefined ? [] : (this.unclaimed.get(seatKey(buddy, buddy)) ?? []);
  }

  #egg(command: Command<unknown>): EggRow | null {
    const wanted = this.eggWanted(command);
    const egg = wanted === undefined ? null : this.eggs.get(wanted);
    return egg && sameWorld(egg, command.world) ? egg : null;
  }

  #remember(command: Command<unknown>, change: Change<unknown>, buddy: BuddyRow): void {
    this.buddies.set(buddy.buddy_id, buddy);
    if (buddy.status === 'archived') {
      this.seats.set(seatKey(buddy, buddy), null);
      this.lastVersions.set(seatKey(buddy, buddy), buddy.version);
    }
    for (const counter of change.counters ?? []) {
      const scope = counterScope(command.world, buddy.buddy_id, counter);
      this.counters.set(counterKey(scope, counter.key), counter.value);
    }
    if (change.egg) this.eggs.set(change.egg.egg_id, change.egg);
    const open = this.operations.get(buddy.buddy_id);
    if (open && change.operations) this.operations.set(buddy.buddy_id, stillOpen(open, change.operations));
    if (change.claimedEvents) this.unclaimed.set(seatKey(buddy, buddy), []);
    if (change.event) this.events.set(eventKey(command.world, change.event.event_id), change.event);
    const answer = this.writes.answers.at(-1);
    if (answer && command.unit) this.answers.set(idempotencyKey(command.unit.key), answer.answer);
  }
}

function sameWorld(one: World, other: World): boolean {
  return one.customer_id === other.customer_id && one.mode === other.mode;
}

function stillOpen(before: OperationRow[], changed: OperationRow[]): OperationRow[] {
  const ids = new Set(changed.map((row) => row.operation_id));
  return [...before.filter((row) => !ids.has(row.operation_id)), ...changed].filter(
    (row) => row.status === 'pending' || row.status === 'running',
  );
}
