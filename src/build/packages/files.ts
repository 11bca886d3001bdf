import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { importsOf } from './imports.ts';

/** Texts by their path within a package. */
export type Files = Map<string, string>;

/** The declarations that these import, directly or not. Others are not published. */
export function reachable(files: Files, from: string[], found = new Set<string>()): Set<string> {
  for (const path of from) {
    if (found.has(path) || !files.has(path)) continue;
    found.add(path);
    const near = importsOf(files.get(path)!).filter((imported) => imported.path.startsWith('.'));
    reachable(
      files,
      near.map((imported) => join(dirname(path), imported.path.replace(/\.js$/, '.d.ts'))),
      found,
    );
  }
  return found;
}

export async function writeFiles(folder: string, files: Files, wanted: Iterable<string> = files.keys()): Promise<void> {
  for (const path of wanted) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), files.get(path)!);
  }
}
