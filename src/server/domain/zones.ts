import { invalidFields } from '../../contract/errors.ts';
import { moveZone } from '../../engine/index.ts';
import type { Parts } from '../parts.ts';
import type { UserRow, World } from '../store/rows.ts';
import { changeAlive, DONE, type Done } from './change/alive.ts';

/**
 * The IANA name as it was sent, in the official case where that is known: many zones have two names, and whoever sent
 * the newer one shall not read the older. Offsets like `+02:00` are refused: they know no summer time.
 */
export function officialZone(time_zone: string): string {
  try {
    if (/^[a-z]/i.test(time_zone)) {
      const known = new Intl.DateTimeFormat('en', { timeZone: time_zone }).resolvedOptions().timeZone;
      return known.toLowerCase() === time_zone.toLowerCase() ? known : time_zone;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw invalidFields([{ path: 'time_zone', message: 'is not an IANA time zone like Europe/Berlin' }]);
}

/** From now on the buddy's days end at that zone's midnight. */
export async function moveBuddyToZone(
  parts: Pick<Parts, 'store' | 'configs' | 'clock' | 'ids'>,
  world: World,
  buddy_id: string,
  { time_zone }: UserRow,
  request_id: string,
): Promise<void> {
  await changeAlive<Done>(
    parts,
    { world, buddy_id, request_id },
    {
      decide(on) {
        const isThere = on.state.zones.at(-1)?.zone === time_zone;
        return { decision: isThere ? null : moveZone({ ...on, zone: time_zone }), answer: () => DONE };
      },
    },
  );
}
