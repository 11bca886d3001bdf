import { Readable } from 'node:stream';
import type { z } from 'zod';
import type { userAnswer, userInput } from '../../../contract/events.ts';
import { Refusal } from '../../../contract/errors.ts';
import type { Parts as AllParts } from '../../context.ts';
import type { World } from '../../store/rows.ts';
import type { Exported } from './queries/exporting.ts';
import { outsideUnit } from '../../store/unit/unit.ts';
import { DONE, type Done } from '../../change/alive.ts';
import { moveBuddyToZone, officialZone } from '../../buddies/zone.ts';

type Parts = Pick<AllParts, 'store' | 'configs' | 'clock' | 'ids'>;

/** Sets where the user lives, for all of the user's buddies, those too that have yet to hatch. */
export async function putUser(
  parts: Parts,
  world: World,
  user_id: string,
  input: z.output<typeof userInput>,
  request_id: string,
): Promise<z.output<typeof userAnswer>> {
  const row = { ...world, user_id, time_zone: officialZone(input.time_zone), updated_at: parts.clock() };
  await parts.store.users.put(row);
  for (const { buddy_id, status } of await parts.store.buddies.seatsOfUser(world, user_id)) {
    const move = () =>
      status === 'alive' ? moveBuddyToZone(parts, world, buddy_id, row, request_id) : touchSeat(parts, world, buddy_id);
    await outsideUnit(move).catch(unlessGone);
  }
  return { user_id, time_zone: row.time_zone };
}

/** Raises the version of a seat, so that its streams send it again. */
async function touchSeat({ store }: Pick<Parts, 'store'>, world: World, buddy_id: string): Promise<void> {
  await store.change<Done>({
    world,
    target: { buddy_id },
    decide: ({ buddy, now }) => ({ buddy: { ...buddy, updated_at: now }, answer: DONE }),
  });
}

/** A buddy may be archived while its user moves. */
function unlessGone(error: unknown): void {
  if (!(error instanceof Refusal && error.code === 'resource_not_found')) throw error;
}

/** Erases the user everywhere. Ledger sums stay, and what is needed to keep an old event from paying again. */
export async function eraseUser(parts: Parts & Pick<AllParts, 'shown'>, world: World, user_id: string): Promise<void> {
  const erased = await parts.store.users.erase(world, user_id, parts.store.hashEventId, parts.clock());
  if (!erased) throw unknownUser(user_id);
  parts.shown.forgetAll();
}

/** Everything that is held about the user: the text of a JSON object, as much of it at a time as is read at a time. */
export async function exportUser(parts: Parts, world: World, user_id: string): Promise<Readable> {
  const exported = parts.store.users.exportParts(world, user_id);
  const first: Exported[] = [];
  let isKnown = (await parts.store.users.get(world, user_id)) !== null;
  while (!isKnown) {
    const { value, done } = await exported.next();
    if (done) throw unknownUser(user_id);
    first.push(value);
    isKnown = Array.isArray(value.rows) && value.rows.length > 0;
  }
  return Readable.from(jsonOf(first, exported));
}

async function* jsonOf(first: Exported[], rest: AsyncIterable<Exported>): AsyncGenerator<string> {
  let list: string | undefined;
  let isEmpty = true;
  for await (const { name, rows, isWhole } of inTurn(first, rest)) {
    // The one that is whole comes first.
    if (isWhole) yield `{${JSON.stringify(name)}:${JSON.stringify(rows)}`;
    else {
      if (name !== list) {
        yield `${list === undefined ? '' : ']'},${JSON.stringify(name)}:[`;
        isEmpty = true;
      }
      list = name;
      if (rows.length === 0) continue;
      yield (isEmpty ? '' : ',') + rows.map((row) => JSON.stringify(row)).join(',');
      isEmpty = false;
    }
  }
  yield ']}';
}

async function* inTurn<T>(first: Iterable<T>, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield* first;
  yield* rest;
}

function unknownUser(user_id: string): Refusal {
  return new Refusal('resource_not_found', `Nothing is held about the user "${user_id}".`);
}
