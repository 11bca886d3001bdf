import { dirname, join, relative } from 'node:path';
import { inHome } from '../paths.ts';
import { compile } from './compile.ts';
import { type Files, reachable, writeFiles } from './files.ts';
import { importsOf, withBuiltNames } from './imports.ts';
import { withoutSchemas } from './plain-types.ts';

/**
 * Writes the declarations of the entries to `types/`, in the folders of the sources, and beside each entry's module a file
 * that re-exports them. The contract's types come without the zod schemas that they are inferred from: a consumer has no zod.
 */
export async function writeDeclarations(folder: string, entries: Record<string, string>): Promise<void> {
  const { program, emitted } = compile(Object.values(entries), { declaration: true, emitDeclarationOnly: true });
  const files: Files = new Map();
  for (const { source, text } of emitted) files.set(pathOf(source), withBuiltNames(text));
  const names = Object.keys(entries).map((name) => `${name}.d.ts`);
  for (const [name, source] of Object.entries(entries)) {
    const module = relative(dirname(name), source.replace(/^src/, 'types')).replace(/\.ts$/, '.js');
    files.set(`${name}.d.ts`, `export * from '${module.startsWith('.') ? module : `./${module}`}';\n`);
  }
  // What is only loaded at run time, such as the playground, needs no declarations.
  const wanted = reachable(files, names);
  for (const { source, text } of emitted) {
    const path = pathOf(source);
    if (!wanted.has(path)) continue;
    const plain = path.startsWith(join('types', 'contract')) ? withoutSchemas(program, source, text) : text;
    if (importsOf(plain).some((imported) => imported.path === 'zod')) {
      throw new Error(`${path} would bring zod into what a consumer's compiler reads.`);
    }
    files.set(path, withBuiltNames(plain));
  }
  await writeFiles(folder, files, reachable(files, names));
}

const pathOf = ({ fileName }: { fileName: string }): string =>
  join('types', relative(inHome('src'), fileName).replace(/\.ts$/, '.d.ts'));
