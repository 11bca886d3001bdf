import { glob, readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';

interface Import {
  /** As written: `./a.ts`, `lit`, `node:fs`. */
  path: string;
  /** Where it stands in the text, without its quotes. */
  start: number;
  end: number;
}

/** Everything that a module imports: statically, dynamically, by `require`, or as a type. */
export function importsOf(code: string): Import[] {
  // TypeScript tells CommonJS by the file name, which it does not have here: the flag has it look for `require`, too.
  return ts.preProcessFile(code, true, true).importedFiles.map(({ fileName, pos, end }) => {
    const start = code.indexOf(fileName, pos);
    if (start < 0 || start > end) throw new Error(`The import of ${fileName} is not where TypeScript says.`);
    return { path: fileName, start, end: start + fileName.length };
  });
}

/** The packages that the files of a folder import, Node's own left out, and what imports them. */
export async function packagesOf(folder: string, pattern: string): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for await (const file of glob(pattern, { cwd: folder })) {
    for (const { path } of importsOf(await readFile(join(folder, file), 'utf8'))) {
      if (path.startsWith('.') || isBuiltin(path)) continue;
      const name = path.split('/', path.startsWith('@') ? 2 : 1).join('/');
      found.set(name, [...(found.get(name) ?? []), file]);
    }
  }
  return found;
}

/** Replaces `.ts` by `.js` in the imports of declarations, as the files are called after the build. */
export function withBuiltNames(code: string): string {
  return importsOf(code)
    .filter(({ path }) => path.startsWith('.') && path.endsWith('.ts'))
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { end }) => `${text.slice(0, end - 2)}js${text.slice(end)}`, code);
}
