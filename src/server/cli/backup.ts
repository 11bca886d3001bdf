import { backupDirectory } from '../store/sqlite/backup.ts';
import { StoreUnavailable } from '../store/store.ts';
import { place } from './place.ts';

/** Copies the database in DATA_DIR, also while a server runs on it. Answers what it did. */
export async function backup(environment: NodeJS.ProcessEnv, target: string | undefined): Promise<string> {
  const { databaseUrl, dataDir } = place(environment);
  if (databaseUrl)
    throw new StoreUnavailable(
      'DATABASE_URL is set: back up PostgreSQL with its own pg_dump, or unset it to back up DATA_DIR.',
    );
  if (!target) {
    throw new StoreUnavailable('Say where to: hatched-buddy-server backup <directory that does not exist yet>.');
  }
  const { bytes } = await backupDirectory(dataDir, target);
  return `${target} holds a checked copy of ${dataDir} (${(bytes / 1e6).toFixed(1)} MB). To restore it, stop the server and start it with DATA_DIR set to a copy of that directory.`;
}
