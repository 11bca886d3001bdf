import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Parts as AllParts } from '../context.ts';
import { hashOf } from '../gate/keys.ts';
import { DEFAULT_MODE, type ShownKeys } from './first-boot.ts';

type Parts = Pick<AllParts, 'settings' | 'store' | 'clock'>;

/** Beside the database, readable by its owner only. Only the demo keeps a key: everywhere else only hashes are stored. */
const FILE = 'first-key.json';

/** Keeps the secret key of the demo's test world, for the quickstart on this machine to show. */
export async function keepFirstKey({ settings }: Pick<Parts, 'settings'>, keys: readonly ShownKeys[]): Promise<void> {
  const first = keys.find(({ mode }) => mode === DEFAULT_MODE);
  if (!first || !isKept(settings)) return;
  await writeFile(join(settings.dataDir, FILE), JSON.stringify({ secret: first.secret }), { mode: 0o600 });
}

/** The key, while it is one; null where none was kept, or the demo is off. */
export async function keptFirstKey({ settings, store, clock }: Parts): Promise<string | null> {
  if (!isKept(settings)) return null;
  const text = await readFile(join(settings.dataDir, FILE), 'utf8').catch(() => null);
  if (text === null) return null;
  const { secret } = JSON.parse(text) as Pick<ShownKeys, 'secret'>;
  const row = await store.keys.byHash(hashOf(secret));
  return row && (row.expires_at === null || row.expires_at > clock()) ? secret : null;
}

/** A database that several processes share is no demo. */
const isKept = ({ demo, databaseUrl }: Parts['settings']): boolean => demo && !databaseUrl;
