import { nextTurn } from '../turns.ts';
import type { Mood } from '../../contract/buddy/art.ts';
import type { Notice } from '../../contract/webhooks.ts';
import { lookOf, moodAt, type CompiledConfig, type Millis } from '../../engine/index.ts';
import { MissingAsset } from '../../art/index.ts';
import { describe } from '../state/describe.ts';
import { changeBuddy, loadedConfig } from '../change/changing.ts';
import { deliveriesOwed } from '../change/deliveries.ts';
import { hatchedEgg } from '../eggs/eggs.ts';
import { endedOperation } from '../change/operations.ts';
import type { LoadedConfig } from '../workspace/configuration/cache.ts';
import { baseUrl, type KeptPicture, svgUrl } from './pictures.ts';
import type { Parts } from '../context.ts';
import type { BuddyRow, OperationRow } from '../store/rows.ts';
import type { Change, Snapshot } from '../store/command.ts';
import { StoreUnavailable } from '../store/store.ts';
import { draw, type Drawn } from './draw.ts';

/**
 * The look may change while the picture is made. After so many attempts the operation stays open: it is drawn with the
 * next one, or once its lease has run out.
 */
const ATTEMPTS = 8;
/** Pages may still show earlier looks: so many pictures of each buddy stay for a while. A look has up to nine. */
const MOST_REPLACED = 180;

export type OperationParts = Pick<Parts, 'store' | 'configs' | 'clock' | 'ids' | 'settings' | 'log'>;

/** A buddy that has open operations, and the call that one of them came from. */
type Waiting = Pick<OperationRow, 'buddy_id' | 'request_id'>;

/**
 * Draws the buddies and ends every open operation of each: they all want the picture of how it looks now. Done again after
 * a crash at any point, it leads to the same result and owes no webhook twice: operations that have ended are not loaded.
 * What fails for one of them holds up none of the others.
 */
export async function performOperations(parts: OperationParts, buddies: readonly Waiting[]): Promise<void> {
  let left = buddies;
  try {
    for (let attempt = 1; attempt <= ATTEMPTS && left.length > 0; attempt++) left = await drawAndEnd(parts, left);
  } catch (error) {
    if (left.length === 1 || error instanceof StoreUnavailable) for (const one of left) unfinished(parts, one, error);
    // A row that cannot be read, a picture that is refused: each is tried alone.
    else for (const one of left) await performOperations(parts, [one]);
  }
}

/** The lease runs out, and then it is tried again. */
function unfinished({ log }: OperationParts, { buddy_id, request_id }: Waiting, error: unknown): void {
  log.error({ err: error, buddy_id, request_id }, 'A picture was not finished');
}

/** `again`: the buddy looks different by now. */
type Ending = 'ended' | 'again' | 'gone';

/** A buddy as it was drawn. */
interface MadePicture {
  row: BuddyRow;
  mood: Mood;
  stage: number;
  picture: KeptPicture;
}
type Drawing = MadePicture | { row: BuddyRow; mood: Mood; failure: string };
type Made = Drawing & { waiting: Waiting };

/** Answers those that have to be drawn again. */
async function drawAndEnd(parts: OperationParts, waiting: readonly Waiting[]): Promise<Waiting[]> {
  const rows = await parts.store.buddies.byIds(waiting.map(({ buddy_id }) => buddy_id));
  const made: Made[] = [];
  for (const one of waiting) {
    const row = rows.find(({ buddy_id }) => buddy_id === one.buddy_id);
    // Archiving has ended the operations of those that are not found.
    if (!row?.config_version_id) continue;
    // Composing takes milliseconds: calls have their turn in between.
    if (made.length > 0) await nextTurn();
    const drawn = await make(parts, row).catch((error: unknown) => unfinished(parts, one, error));
    if (drawn) made.push({ ...drawn, waiting: one });
  }
  const now = parts.clock();
  await parts.store.pictures.put(made.flatMap((one) => ('failure' in one ? [] : [usedBy(one, now)])));
  const endings = made.map((one) => end(parts, one).catch((error: unknown) => unfinished(parts, one.waiting, error)));
  const ended = await Promise.all(endings);
  return made.filter((_, index) => ended[index] === 'again').map((one) => one.waiting);
}

async function make(parts: OperationParts, row: BuddyRow): Promise<Drawing> {
  const config = await parts.configs.get(row.config_version_id!);
  const mood = moodAt(row.state, config.compiled, parts.clock());
  const drawn = await tryToDraw(parts, row, config, mood);
  return 'failure' in drawn
    ? { row, mood, failure: drawn.failure }
    : { row, mood, stage: drawn.stage, picture: drawn.picture };
}

const usedBy = ({ row: { buddy_id }, picture: { images } }: MadePicture, created_at: Millis) => ({
  buddy_id,
  rows: images.map((image) => ({ ...image, created_at })),
});

async function end(parts: OperationParts, made: Made): Promise<Ending> {
  const { row, mood } = made;
  const outcome = await changeBuddy<Ending>(parts, {
    world: row,
    target: { buddy_id: row.buddy_id },
    loadOpenOperations: true,
    ...(row.egg_id !== null && row.picture_hash === null && { loadEgg: row.egg_id }),
    decide(snapshot) {
      const { now, buddy, openOperations } = snapshot;
      if (buddy.status !== 'alive') return { answer: 'gone' };
      if (openOperations.length === 0) return { answer: 'ended' };
      const rules = loadedConfig(parts, buddy.config_version_id!);
      const look = lookOf(buddy, moodAt(buddy.state, rules, now));
      if (look !== lookOf(row, mood)) return { answer: 'again' };
      return 'failure' in made ? failed(snapshot, made.failure) : succeeded(parts, snapshot, rules, made);
    },
  });
  const ending = outcome.kind === 'changed' ? outcome.answer : 'ended';
  if (!('failure' in made)) await forgetOthers(parts, made, ending);
  return ending;
}

/** Marks pictures of earlier looks as replaced, and all of them where the buddy is gone. */
async function forgetOthers(
  { store, clock }: OperationParts,
  { row: { buddy_id, picture_hash }, picture: { hash, images } }: MadePicture,
  ending: Ending,
): Promise<void> {
  if (ending === 'gone') await store.pictures.replaced(buddy_id, [], clock(), 0);
  // A buddy that has just hatched has shown nothing else.
  else if (ending === 'ended' && picture_hash !== null && picture_hash !== hash) {
    const hashes = images.map((image) => image.hash);
    await store.pictures.replaced(buddy_id, hashes, clock(), MOST_REPLACED);
  }
}

/** A drawing that fails would fail again, and ends the operation; a store that is away does not. */
async function tryToDraw(
  parts: OperationParts,
  row: BuddyRow,
  config: LoadedConfig,
  mood: Mood,
): Promise<Drawn | { failure: string }> {
  try {
    return await draw(parts, row, config, mood);
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    parts.log.error({ err: error, buddy_id: row.buddy_id }, 'A picture could not be drawn');
    return { failure: error instanceof MissingAsset ? error.message : 'The picture could not be drawn.' };
  }
}

/** The name is no part of the look, and may be another by now: the description is made of the row as it is. */
function succeeded(
  parts: OperationParts,
  snapshot: Snapshot,
  rules: CompiledConfig,
  { stage, mood, picture: { hash, parts: hashes } }: MadePicture,
): Change<Ending> {
  const { now, buddy, openOperations } = snapshot;
  const result = { stage, picture_hash: hash };
  return {
    buddy: {
      ...buddy,
      picture_hash: hash,
      picture_parts: hashes,
      picture_alt: describe({ ...buddy, picture_mood: mood }, rules),
      picture_mood: mood,
      appearance_status: 'ready',
      appearance_error: null,
      updated_at: now,
    },
    ...hatchedEgg(snapshot.egg, now),
    operations: openOperations.map((operation) => endedOperation(operation, { result }, now)),
    deliveries: openOperations.flatMap((operation) =>
      deliveriesOwed(parts, snapshot.endpoints, noticesOf(parts, buddy, operation, { hash, stage }), {
        world: buddy,
        buddy_id: buddy.buddy_id,
        request_id: operation.request_id,
        sequence: buddy.version + 1,
        now,
      }),
    ),
    answer: 'ended',
  };
}

/** The last good picture stays. */
function failed(snapshot: Snapshot, message: string): Change<Ending> {
  const { now } = snapshot;
  const error = { code: 'internal_error', message };
  return {
    buddy: { ...snapshot.buddy, appearance_status: 'failed', appearance_error: message, updated_at: now },
    ...hatchedEgg(snapshot.egg, now),
    operations: snapshot.openOperations.map((operation) => endedOperation(operation, { error }, now)),
    answer: 'ended',
  };
}

function noticesOf(
  parts: OperationParts,
  buddy: BuddyRow,
  operation: OperationRow,
  { hash, stage }: { hash: string; stage: number },
): Notice[] {
  const image = { url: svgUrl(baseUrl(parts.settings), hash), stage };
  if (operation.type === 'hatch') {
    const { egg_id, user_id, name, config_version_id } = buddy;
    return [{ event: 'buddy.hatched', data: { egg_id, user_id, name, config_version_id, image } }];
  }
  if (operation.type === 'evolve') return [{ event: 'buddy.evolved', data: { ...operation.input, image } }];
  return [];
}
