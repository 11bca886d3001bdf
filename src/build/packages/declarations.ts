import { dirname, join, relative } from 'node:path';
import { inHome } from '../paths.ts';
import { compile } from './compile.ts';
import { type Files, reachable, writeFiles } from './files.ts';
import { importsOf, withBuiltNames } from './imports.ts';
import { withoutSchemas } from './plain-types.ts';

/**
 * Writes the declarations of the entries to `types/`, as the sources lie, and beside each entry's module a file that
 * names its own. The contract's types come without the schemas that they follow from: a consumer has no zod.
 */
export async function writeDeclarations(folder: string, entries: Record<string, string>): Promise<void> {
  const { program, emitted } = compile(Object.values(entries), { declaration: true, emitDeclarationOnly: true });
  const files: Files = new Map();
  for (const { source, text } of emitted) {
    const path = relative(inHome('src'), source.fileName).replace(/\.ts$/, '.d.ts');
    const plain = path.startsWith('contract/') ? withoutSchemas(program, source, text) : text;
    if (importsOf(plain).some((imported) => imported.path === 'zod')) {
      throw new Error(`${path} would bring zod into what a consumer's compiler reads.`);
    }
    files.set(join('types', path), withBuiltNames(plain));
  }
  const names = Object.keys(entries).map((name) => `${name}.d.ts`);
  for (const [name, source] of Object.entries(entries)) {
    const module = relative(dirname(name), source.replace(/^src/, 'types')).replace(/\.ts$/, '.js');
    files.set(`${name}.d.ts`, `export * from '${module.startsWith('.') ? module : `./${module}`}';\n`);
  }
  await writeFiles(folder, files, reachable(files, names));
}
