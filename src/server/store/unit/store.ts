import { KEEP_RESPONSE } from '../change/sql.ts';
import { sql, type CommitKind, type Steps } from '../database.ts';
import type { Command, Outcome } from '../command.ts';
import type { Store } from '../store.ts';
import { openUnit } from './unit.ts';

/** Wraps a store, so that `change` and `transaction` also store the answer of the call that is under way. */
export function withUnits(store: Store): Store {
  async function change<A>(command: Command<A>): Promise<Outcome<A>> {
    const unit = openUnit();
    if (!unit) return store.change(command);
    const outcome = await store.change({ ...command, unit });
    if (outcome.kind === 'changed' && !command.dry_run) unit.committed();
    // The rest of what this call did is still to do.
    if (outcome.kind === 'replayed') unit.isOpen = false;
    return outcome;
  }

  async function transaction<T>(steps: () => Steps<T>, commit?: CommitKind): Promise<T> {
    const unit = openUnit();
    if (!unit) return store.database.transaction(steps, commit);
    let response: string | null = null;
    const result = await store.database.transaction(function* () {
      const result = yield* steps();
      response = unit.responseTo(result);
      if (response !== null) yield sql(KEEP_RESPONSE, response, unit.key.scope, unit.key.key);
      return result;
    }, commit);
    if (response !== null) unit.committed();
    return result;
  }

  return { ...store, change, database: { ...store.database, transaction } };
}
