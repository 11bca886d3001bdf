import type { Operation } from '../../../contract/buddy/operations.ts';
import { Refusal } from '../../../contract/errors.ts';
import type { Parts } from '../../context.ts';
import type { BuddyMoveRow, OperationRow, World } from '../../store/rows.ts';
import { pngUrl, svgUrl } from '../pictures.ts';
import type { Subject } from '../../state/cache.ts';
import { rfc3339, rfc3339OrNull } from '../../http/times.ts';

interface OperationWait {
  /** 0 or absent: answer at once. */
  wait_ms?: number | undefined;
  /** Only an operation of this buddy is shown, or of one that has been in this seat. */
  of?: Subject | undefined;
  /** Ends the wait early: the caller has closed the connection. */
  signal?: AbortSignal | undefined;
}

/** The operation as soon as it has ended, or as it stands when the wait is over. */
export async function waitForOperation(
  parts: Pick<Parts, 'store' | 'live' | 'timers' | 'clock'>,
  world: World,
  operation_id: string,
  { wait_ms = 0, of, signal }: OperationWait,
): Promise<OperationRow | BuddyMoveRow> {
  const until = parts.clock() + wait_ms;
  for (;;) {
    const change = nextChange(parts, operation_id, until - parts.clock(), signal);
    try {
      const row = await findOperation(parts, world, operation_id, of);
      if (!row) throw notFound(operation_id);
      if (hasEnded(row) || !(await change.happens)) return row;
    } finally {
      change.forget();
    }
  }
}

async function findOperation(
  parts: Pick<Parts, 'store'>,
  world: World,
  operation_id: string,
  of: Subject | undefined,
): Promise<OperationRow | BuddyMoveRow | null> {
  const row = await parts.store.operations.byId(world, operation_id);
  if (of) return row && (await isOf(parts, row, of)) ? row : null;
  return row ?? parts.store.buddyMoves.byId(world, operation_id);
}

async function isOf(
  { store }: Pick<Parts, 'store'>,
  { buddy_id, ...world }: OperationRow,
  of: Subject,
): Promise<boolean> {
  if (buddy_id === of.buddy_id || !of.seat) return buddy_id === of.buddy_id;
  const buddy = await store.buddies.rowById(world, buddy_id);
  return buddy !== null && buddy.user_id === of.seat.user_id && buddy.audience === of.seat.audience;
}

/** Listens from now on, so that an operation that ends between the read and the wait is not missed. */
function nextChange(
  { live, timers }: Pick<Parts, 'live' | 'timers'>,
  operation_id: string,
  wait_ms: number,
  signal: AbortSignal | undefined,
): { happens: Promise<boolean>; forget: () => void } {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  if (wait_ms <= 0 || signal?.aborted) return { happens: Promise.resolve(false), forget: () => undefined };
  const giveUp = () => resolve(false);
  const stops = [
    live.on(operation_id, () => resolve(true)),
    live.onClose(giveUp),
    timers.after(wait_ms, giveUp),
    () => signal?.removeEventListener('abort', giveUp),
  ];
  signal?.addEventListener('abort', giveUp);
  return { happens: promise, forget: () => stops.forEach((stop) => stop()) };
}

const hasEnded = (row: Pick<OperationRow, 'status'>): boolean => row.status === 'succeeded' || row.status === 'failed';

function notFound(operation_id: string): Refusal {
  return new Refusal('resource_not_found', `There is no operation ${operation_id}. Check the id and the credential.`);
}

export function presentOperation(row: OperationRow | BuddyMoveRow, baseUrl: string): Operation {
  const { operation_id, status } = row;
  const times = { created_at: rfc3339(row.created_at), completed_at: rfc3339OrNull(row.completed_at) };
  if ('total' in row) {
    const { to_config_version_id: config_version_id, total, done, failed } = row;
    const migration = { config_version_id, total: Math.max(total, done), done, failed };
    return { operation_id, type: 'migrate', status, result: null, migration, error: null, ...times };
  }
  const { result } = row;
  return {
    operation_id,
    type: row.type,
    status,
    result: result && {
      buddy_id: row.buddy_id,
      stage: result.stage,
      image: { url: svgUrl(baseUrl, result.picture_hash), png_url: pngUrl(baseUrl, result.picture_hash) },
    },
    migration: null,
    error: row.error,
    ...times,
  };
}
