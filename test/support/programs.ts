import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, glob } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The program, from the path; on Debian its packages are installed where we are root.
 * @throws an Error with one sentence that says what to install
 */
export async function programOf(what: string, names: string[], packages: string[]): Promise<string> {
  return found(what, packages, () => {
    const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
    return firstRunnable(folders.flatMap((folder) => names.map((name) => join(folder, name))));
  });
}

/** The same for what Debian puts into a library's own folder. */
export function libraryProgramOf(path: string, packages: string[]): Promise<string> {
  return found(path, packages, async () => firstRunnable(await Array.fromAsync(glob(`/usr/lib/*/${path}`))));
}

async function found(what: string, packages: string[], look: () => Promise<string | undefined>): Promise<string> {
  const path = (await look()) ?? (await install(packages), await look());
  if (path) return path;
  throw new Error(`${what} was not found and could not be installed: apt-get install ${packages.join(' ')}.`);
}

async function install(packages: string[]): Promise<void> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const words = [
    ['update', '--quiet'],
    ['install', '--yes', '--no-install-recommends', ...packages],
  ];
  for (const one of words) {
    console.error(`apt-get ${one.join(' ')}`);
    await run('apt-get', one, { env }).catch((error: Error) => console.error(error.message.split('\n')[0]));
  }
}

async function firstRunnable(paths: string[]): Promise<string | undefined> {
  for (const path of paths) {
    const ok = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (ok) return path;
  }
  return undefined;
}
