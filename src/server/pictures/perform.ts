import { nextTurn } from '../turns.ts';
import type { Mood } from '../../contract/buddy/art.ts';
import type { Notice } from '../../contract/webhooks.ts';
import { lookOf, moodAt, type CompiledConfig, type Millis } from '../../engine/index.ts';
import { MissingAsset } from '../../art/index.ts';
import { describePicture } from '../state/describe.ts';
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
 * The look may change while the picture is drawn. After so many attempts the operation stays open: it is carried out with
 * the buddy's next one, or once its lease has run out.
 */
const ATTEMPTS = 8;
/** Pages may still show earlier looks: so many replaced images of each buddy stay for a while. A look has up to eight. */
const MOST_REPLACED = 180;

export type OperationParts = Pick<Parts, 'store' | 'configs' | 'clock' | 'ids' | 'settings' | 'log'>;

/** A buddy with open operations, and the id of the call that one of them came from. */
type BuddyToDraw = Pick<OperationRow, 'buddy_id' | 'request_id'>;

/**
 * Draws the buddies and ends every open operation of each: one picture, of its present look, serves them all. It may be
 * repeated after a crash at any point: operations that have ended are not loaded, so no webhook is owed twice. A failure of
 * one buddy does not hold up the others.
 */
export async function performOperations(parts: OperationParts, buddies: readonly BuddyToDraw[]): Promise<void> {
  let left = buddies;
  try {
    for (let attempt = 1; attempt <= ATTEMPTS && left.length > 0; attempt++) left = await drawAndEnd(parts, left);
  } catch (error) {
    if (left.length === 1 || error instanceof StoreUnavailable)
      for (const one of left) logUnfinished(parts, one, error);
    // One of them has a row that cannot be read, or a picture that cannot be stored: each is tried alone.
    else for (const one of left) await performOperations(parts, [one]);
  }
}

/** The operation stays open, and is claimed again when its lease has run out. */
function logUnfinished({ log }: OperationParts, { buddy_id, request_id }: BuddyToDraw, error: unknown): void {
  log.error({ err: error, buddy_id, request_id }, 'A picture was not finished');
}

/** `again`: the look has changed since, so it has to be drawn once more. `gone`: the buddy is archived. */
type Ending = 'ended' | 'again' | 'gone';

/** A buddy as it was drawn. */
interface DrawnBuddy {
  row: BuddyRow;
  mood: Mood;
  stage: number;
  picture: KeptPicture;
}
type DrawResult = DrawnBuddy | { row: BuddyRow; mood: Mood; failure: string };

/** Draws each, stores the pictures in one transaction, ends the operations. Answers those that have to be drawn again. */
async function drawAndEnd(parts: OperationParts, buddies: readonly BuddyToDraw[]): Promise<BuddyToDraw[]> {
  const rows = await parts.store.buddies.byIds(buddies.map(({ buddy_id }) => buddy_id));
  const results: (DrawResult & { of: BuddyToDraw })[] = [];
  for (const one of buddies) {
    const row = rows.find(({ buddy_id }) => buddy_id === one.buddy_id);
    // Not found: archived, which has ended its operations, or not hatched yet.
    if (!row?.config_version_id) continue;
    // Composing takes milliseconds: API calls run in between.
    if (results.length > 0) await nextTurn();
    const drawn = await drawBuddy(parts, row).catch((error: unknown) => logUnfinished(parts, one, error));
    if (drawn) results.push({ ...drawn, of: one });
  }
  const now = parts.clock();
  await parts.store.pictures.put(results.flatMap((one) => ('failure' in one ? [] : [imagesOf(one, now)])));
  const endings = await Promise.all(
    results.map((one) => endOperations(parts, one).catch((error: unknown) => logUnfinished(parts, one.of, error))),
  );
  return results.filter((_, index) => endings[index] === 'again').map((one) => one.of);
}

async function drawBuddy(parts: OperationParts, row: BuddyRow): Promise<DrawResult> {
  const config = await parts.configs.get(row.config_version_id!);
  const mood = moodAt(row.state, config.compiled, parts.clock());
  const drawn = await tryToDraw(parts, row, config, mood);
  return 'failure' in drawn
    ? { row, mood, failure: drawn.failure }
    : { row, mood, stage: drawn.stage, picture: drawn.picture };
}

const imagesOf = ({ row: { buddy_id }, picture: { images } }: DrawnBuddy, created_at: Millis) => ({
  buddy_id,
  rows: images.map((image) => ({ ...image, created_at })),
});

async function endOperations(parts: OperationParts, result: DrawResult): Promise<Ending> {
  const { row, mood } = result;
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
      return 'failure' in result ? failed(snapshot, result.failure) : succeeded(parts, snapshot, rules, result);
    },
  });
  const ending = outcome.kind === 'changed' ? outcome.answer : 'ended';
  if (!('failure' in result)) await markReplaced(parts, result, ending);
  return ending;
}

/** Marks the images of earlier looks as replaced; where the buddy is archived, all of its images. */
async function markReplaced(
  { store, clock }: OperationParts,
  { row: { buddy_id, picture_hash }, picture: { hash, images } }: DrawnBuddy,
  ending: Ending,
): Promise<void> {
  if (ending === 'gone') await store.pictures.replaced(buddy_id, [], clock(), 0);
  // Without a hash, this is the first picture: there is none to replace.
  else if (ending === 'ended' && picture_hash !== null && picture_hash !== hash) {
    const hashes = images.map((image) => image.hash);
    await store.pictures.replaced(buddy_id, hashes, clock(), MOST_REPLACED);
  }
}

/** A drawing that fails would fail again, so the failure ends the operation. An unavailable store may be back: it throws. */
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

/** The name may have changed since without changing the look: the description is made from the row as it is now. */
function succeeded(
  parts: OperationParts,
  snapshot: Snapshot,
  rules: CompiledConfig,
  { stage, mood, picture: { hash, parts: hashes } }: DrawnBuddy,
): Change<Ending> {
  const { now, buddy, openOperations } = snapshot;
  const result = { stage, picture_hash: hash };
  return {
    buddy: {
      ...buddy,
      picture_hash: hash,
      picture_parts: hashes,
      picture_alt: describePicture({ ...buddy, picture_mood: mood }, rules),
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

/** Ends the operations as failed. The buddy keeps its last picture. */
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
