import { execFile } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HOME } from '../../../src/build/paths.ts';

const run = promisify(execFile);

/** Its databases have fourteen migrations. */
const COMMIT = 'd2f810cb18e255c6dbbb4672f8e69170e05e6386';

/** Puts an earlier version, with the packages of this one, into that folder; answers where its checkout is. */
export async function earlierVersion(folder: string): Promise<string> {
  const home = join(folder, 'earlier');
  const archive = join(folder, 'earlier.tar');
  const paths = ['package.json', 'src', 'public'];
  await run('git', ['archive', `--output=${archive}`, COMMIT, ...paths], { cwd: HOME }).catch((cause: unknown) => {
    throw new Error(`An earlier version is in the history alone: git fetch origin ${COMMIT}.`, { cause });
  });
  await mkdir(home);
  await run('tar', ['-xf', archive, '-C', home]);
  await symlink(join(HOME, 'node_modules'), join(home, 'node_modules'));
  return home;
}
