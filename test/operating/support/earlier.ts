import { execFile } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HOME } from '../../../src/build/paths.ts';

const run = promisify(execFile);

/** The server of commit d2f810c, packed by `git archive`: its databases have fourteen migrations. */
const ARCHIVE = join(HOME, 'test/fixtures/before/server.tar.gz');

/** Puts an earlier version, with the packages of this one, into that folder; answers where its checkout is. */
export async function earlierVersion(folder: string): Promise<string> {
  const home = join(folder, 'earlier');
  await mkdir(home);
  await run('tar', ['-xzf', ARCHIVE, '-C', home]);
  await symlink(join(HOME, 'node_modules'), join(home, 'node_modules'));
  return home;
}
