import type { WidgetState } from '../../contract/state.ts';
import type { Parts } from '../context.ts';
import type { BuddyRow, OperationRow } from '../store/rows.ts';
import { presentState, type Reader } from './present.ts';

/** The state of a row at hand, as the widget wants it. */
export async function stateOf(
  parts: Pick<Parts, 'store' | 'configs' | 'clock'>,
  row: BuddyRow,
  { scopes, base_url }: Reader,
): Promise<WidgetState> {
  const { compiled } = await parts.configs.get(row.config_version_id!);
  return presentState(
    row,
    { config: compiled, now: parts.clock(), base_url },
    scopes,
    await openOperations(parts, row),
  );
}

/** While none is open, the picture is not pending; then nobody has to look. */
export async function openOperations({ store }: Pick<Parts, 'store'>, row: BuddyRow): Promise<OperationRow[]> {
  return row.appearance_status === 'pending' ? store.operations.open(row.buddy_id) : [];
}
