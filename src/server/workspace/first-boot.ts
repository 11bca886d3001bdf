import { MODES, type Mode } from '../../contract/common.ts';
import { ANY_ORIGIN, type PublishableScope } from '../../contract/credentials.ts';
import { hashOf, mask } from '../gate/keys.ts';
import { createKey } from './keys/keys.ts';
import { MARKED, sealAnew, sealPlainCauseSecrets, SIGNING_SECRET_MARK } from './seal-anew.ts';
import type { Parts } from '../context.ts';
import { SettingsError, SHORT_SECRET } from '../settings.ts';
import type { KeyRow, World } from '../store/rows.ts';

/** How long to wait for the keys that another process, which started at the same time, is about to make. */
const PATIENCE_MS = 5000;
const LOOK_EVERY_MS = 100;

export interface ShownKeys {
  mode: Mode;
  secret: string;
  publishable: string;
}

/** The setting that says that the workspace has had its first keys; whether they still exist is another matter. */
const KEYS_MADE = 'first_keys_made';

/** The customer that this installation serves. Given keys are put in place on the first boot. */
export async function openWorkspace(parts: Parts): Promise<{ customer_id: string }> {
  const { store, settings } = parts;
  await warnOfAnotherSecret(parts);
  await sealPlainCauseSecrets(parts);
  await sealAnew(parts);
  const customer_id = await store.settings.putIfAbsent('customer_id', parts.ids('customer'));
  const { bootstrapSecretKey: secret, bootstrapPublishableKey: publishable } = settings;
  if (!secret) return { customer_id };
  if (await store.settings.get(KEYS_MADE)) {
    const isKnown = await store.keys.byHash(hashOf(secret));
    if (!isKnown) parts.log.warn({}, 'HATCHED_BOOTSTRAP_SECRET_KEY is ignored: it counts on the first boot only');
    return { customer_id };
  }
  const world = { customer_id, mode: modeOf(secret) };
  if (publishable) await insertGiven(parts, world, 'publishable', publishable);
  await insertGiven(parts, world, 'secret', secret);
  await store.settings.putIfAbsent(KEYS_MADE, 'given');
  return { customer_id };
}

/**
 * Generates the first keys, once, however many processes start together, and answers them to be shown, this once. Call
 * it when nothing can fail any more: keys that nobody has seen would be lost.
 */
export async function makeFirstKeys(parts: Parts, customer_id: string): Promise<ShownKeys[]> {
  const { settings } = parts.store;
  if ((await settings.get(KEYS_MADE)) || !(await isFirst(parts))) return [];
  const keys: ShownKeys[] = [];
  for (const mode of MODES) keys.push(await generate(parts, { customer_id, mode }));
  await settings.putIfAbsent(KEYS_MADE, 'generated');
  return keys;
}

/** Tokens, webhook secrets and stored answers cannot be read under another secret than they were made under. */
async function warnOfAnotherSecret({ store, secrets, settings, log }: Parts): Promise<void> {
  const mark = await store.settings.putIfAbsent(SIGNING_SECRET_MARK, secrets.digest(MARKED));
  if (secrets.isDigest(mark, MARKED)) return;
  if (settings.signingSecrets?.[0].includes(',')) throw new SettingsError(SHORT_SECRET);
  log.warn(
    {},
    'The signing secret is none that this database was used with: what was signed or sealed under that one is lost',
  );
}

/** Enough to try things out; for real pages an operator makes another key. */
const FIRST_SCOPES: PublishableScope[] = ['read:buddies'];

/** The world to begin in. */
export const DEFAULT_MODE: Mode = 'test';

const modeOf = (key: string): Mode => (key.startsWith('hatch_live_') ? 'live' : 'test');

/** False where another process makes the keys. Where that one does not finish in time, this one makes them. */
async function isFirst({ store, random }: Parts): Promise<boolean> {
  const me = random(16).toString('hex');
  if ((await store.settings.putIfAbsent('first_boot', me)) === me) return true;
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
    if (await store.settings.get(KEYS_MADE)) return false;
    await new Promise<void>((resolve) => void setTimeout(resolve, LOOK_EVERY_MS));
  }
  return true;
}

async function generate(parts: Parts, world: World): Promise<ShownKeys> {
  const publishable = await createKey(parts, world, {
    kind: 'publishable',
    label: 'First publishable key',
    scopes: FIRST_SCOPES,
    allowed_origins: [ANY_ORIGIN],
  });
  const secret = await createKey(parts, world, { kind: 'secret', label: 'First secret key' });
  return { mode: world.mode, secret: secret.key, publishable: publishable.key };
}

async function insertGiven(parts: Parts, world: World, kind: KeyRow['kind'], key: string): Promise<void> {
  const row: KeyRow = {
    ...world,
    key_id: parts.ids('key'),
    kind,
    label: `Bootstrap ${kind} key`,
    hash: hashOf(key),
    masked_key: mask(key),
    scopes: kind === 'publishable' ? FIRST_SCOPES : null,
    allowed_origins: null,
    created_at: parts.clock(),
    expires_at: null,
    last_used_at: null,
  };
  try {
    await parts.store.keys.insert(row);
  } catch (error) {
    // Another process that starts at the same time has the same key to insert.
    if (!(await parts.store.keys.byHash(row.hash))) throw error;
  }
}
