import { invalidFields } from '../../contract/errors.ts';
import { moveZone } from '../../engine/index.ts';
import type { Parts } from '../context.ts';
import type { UserRow, World } from '../store/rows.ts';
import { changeAlive, DONE, type BuddyCall, type Done } from '../change/alive.ts';

type ZoneParts = Pick<Parts, 'store' | 'configs' | 'ids'>;

/**
 * The IANA name as it was sent, in the official case where that is known. Many zones have two names: the answer does not
 * replace the newer by the older. Offsets like `+02:00` are refused: they have no summer time.
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

/** A user may move again while the buddy follows, but not for ever. */
const ATTEMPTS = 8;

/**
 * From now on the buddy's days end at that zone's midnight. Of two calls at once either may reach the buddy last, so the
 * user's zone is read again afterwards: the buddy ends up in the zone that its user has.
 */
export async function moveBuddyToZone(
  parts: ZoneParts,
  world: World,
  buddy_id: string,
  user: UserRow,
  request_id: string,
): Promise<void> {
  let { time_zone } = user;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    await moveOnce(parts, { world, buddy_id, request_id }, time_zone);
    const now = await parts.store.users.get(world, user.user_id);
    if (!now || now.time_zone === time_zone) return;
    time_zone = now.time_zone;
  }
}

async function moveOnce(parts: ZoneParts, call: BuddyCall, time_zone: string): Promise<void> {
  await changeAlive<Done>(parts, call, {
    decide(on) {
      const isThere = on.state.zones.at(-1)?.zone === time_zone;
      return { decision: isThere ? null : moveZone({ ...on, zone: time_zone }), answer: () => DONE };
    },
  });
}
