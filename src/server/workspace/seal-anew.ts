import type { Parts } from '../context.ts';
import type { EndpointRow } from '../store/rows.ts';
import { takeSecrets } from './configuration/cause-secrets.ts';

/** Sealed: what `Store.hashEventId` is made with. */
const EVENT_HASH_KEY = 'event_hash_key';
/** A digest under the signing secret in use, so that another secret is noticed. */
export const SIGNING_SECRET_MARK = 'signing_secret_mark';
export const MARKED = 'signing secret';

type SealParts = Pick<Parts, 'store' | 'secrets' | 'log'>;

/**
 * Seals under the first signing secret what is sealed under another, so that the others can be removed. Answers how
 * much that was. Stored answers are left out: they are gone within a day.
 */
export async function sealAnew(parts: SealParts): Promise<number> {
  const sealed = (await ofEndpoints(parts)) + (await ofCauses(parts)) + (await ofSettings(parts));
  if (sealed > 0) parts.log.info({ sealed }, 'Sealed anew under the first signing secret');
  return sealed;
}

async function ofEndpoints({ store, secrets }: SealParts): Promise<number> {
  let count = 0;
  for (const row of await store.endpoints.all()) {
    if (!row.secrets.some(({ secret }) => secrets.sealAnew(secret) !== null)) continue;
    const anew = (before: EndpointRow): EndpointRow => ({
      ...before,
      secrets: before.secrets.map((one) => ({ ...one, secret: secrets.sealAnew(one.secret) ?? one.secret })),
    });
    await store.endpoints.update(row, row.endpoint_id, anew, () => true);
    count++;
  }
  return count;
}

async function ofCauses({ store, secrets }: SealParts): Promise<number> {
  let count = 0;
  for (const row of await store.configs.withCauseSecrets()) {
    const anew = Object.entries(row.cause_secrets).map(([key, one]) => [key, secrets.sealAnew(one) ?? one] as const);
    const after = { ...row, cause_secrets: Object.fromEntries(anew) };
    if (anew.every(([key, one]) => row.cause_secrets[key] === one)) continue;
    if (await store.configs.replaceCauseSecrets(row, after)) count++;
  }
  return count;
}

async function ofSettings({ store, secrets }: SealParts): Promise<number> {
  const held = await store.settings.get(EVENT_HASH_KEY);
  const anew = held === null ? null : secrets.sealAnew(held);
  if (anew !== null) await store.settings.put(EVENT_HASH_KEY, anew);
  const mark = await store.settings.get(SIGNING_SECRET_MARK);
  const isOlder = mark !== null && mark !== secrets.digest(MARKED) && secrets.isDigest(mark, MARKED);
  if (isOlder) await store.settings.put(SIGNING_SECRET_MARK, secrets.digest(MARKED));
  return anew === null ? 0 : 1;
}

const CAUSES_SEALED = 'cause_secrets_sealed';

/** Secrets of causes were once stored in the documents, in plain text: seals them, once for each database. */
export async function sealPlainCauseSecrets({ store, secrets }: SealParts): Promise<void> {
  if ((await store.settings.get(CAUSES_SEALED)) !== null) return;
  for (const row of await store.configs.withPlainSecrets()) {
    const { document, cause_secrets } = takeSecrets(secrets, row.document);
    await store.configs.replaceCauseSecrets(row, {
      ...row,
      document,
      cause_secrets: { ...cause_secrets, ...row.cause_secrets },
    });
  }
  await store.settings.putIfAbsent(CAUSES_SEALED, 'yes');
}

/** The key that event ids of erased users are hashed with, the same since the database was created. */
export async function eventHashKey({ store, secrets, log }: SealParts): Promise<string> {
  const mark = await store.settings.get(SIGNING_SECRET_MARK);
  const derived = secrets.digestKeyOf(mark, MARKED);
  const held = await store.settings.putIfAbsent(EVENT_HASH_KEY, secrets.seal(derived));
  const opened = secrets.open(held);
  if (opened === null)
    log.warn(
      {},
      'Events of erased users cannot be known again: their key was sealed under a signing secret that is gone',
    );
  return opened ?? derived;
}
