import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execute, type TestDatabase } from '../../support/databases.ts';
import { runDocumented } from './documented.ts';
import type { InstalledPostgres } from './own-postgres.ts';

export interface Place {
  /** Of backups, and of what is restored. */
  folder: string;
  postgres: InstalledPostgres;
  /** Of the version whose commands these are; else this one's. */
  home?: string;
}

export interface Copy {
  environment: Record<string, string>;
  drop(): Promise<void>;
}

/** By the commands of docs/operating.md. */
export async function backUp(
  { kind, place, environment }: TestDatabase,
  { folder, postgres, home }: Place,
): Promise<void> {
  const instead = { '/backups': folder };
  if (kind === 'sqlite')
    await runDocumented('npm run backup', { instead: { ...instead, '/var/lib/hatched': place.dataDir }, home });
  else await runDocumented('pg_dump --format', { instead, path: [postgres.tools], env: { ...environment } });
}

/** What `backUp` made, where a server can be started on it, by the commands of docs/operating.md. */
export async function restore({ kind, place }: TestDatabase, { folder, postgres }: Place): Promise<Copy> {
  const instead = { '/backups': folder };
  if (kind === 'sqlite') {
    const directory = join(folder, 'restored');
    await runDocumented('cp -a', { instead: { ...instead, '/var/lib/hatched-restored': directory } });
    return { environment: { DATA_DIR: directory }, drop: async () => undefined };
  }
  const name = `${new URL(place.databaseUrl!).pathname.slice(1)}_restored`;
  const url = new URL(`/${name}`, postgres.url);
  await runDocumented('pg_restore', {
    instead: { ...instead, buddy_restored: name },
    path: [postgres.tools],
    env: { ADMIN_URL: postgres.url, RESTORED_URL: url.href },
  });
  const directory = join(folder, 'restored');
  await mkdir(directory);
  return {
    environment: { DATABASE_URL: url.href, DATA_DIR: directory },
    drop: async () => void (await execute(postgres.url, `DROP DATABASE ${name} WITH (FORCE)`)),
  };
}
