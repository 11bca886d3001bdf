import { dirname } from 'node:path';
import { libraryProgramOf, programOf } from '../../support/programs.ts';
import { type OwnPostgres, startOwnPostgres } from '../../support/postgres.ts';

export interface InstalledPostgres extends OwnPostgres {
  /** Where `pg_dump` and the other tools of its version are. */
  tools: string;
}

/** An installed PostgreSQL, with the tools of its own version: the one that npm brings has none. */
export async function startInstalledPostgres(): Promise<InstalledPostgres> {
  const postgres = await findServer();
  const tools = dirname(postgres);
  const server = await startOwnPostgres({ binaries: { postgres, initdb: `${tools}/initdb` } });
  return { ...server, tools };
}

async function findServer(): Promise<string> {
  // Debian keeps each version in a folder of its own.
  if (process.platform === 'linux') return libraryProgramOf('*/bin/postgres', ['postgresql']);
  return programOf('postgres', ['postgres'], ['postgresql']);
}
