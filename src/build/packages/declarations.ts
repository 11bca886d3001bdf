import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { HOME, inHome } from '../paths.ts';
import { importsOf, withBuiltNames } from './imports.ts';
import { withoutSchemas } from './plain-types.ts';

/**
 * Writes the declarations of the entries to `types/`, as the sources lie, and beside each entry's module a file that
 * names its own. The contract's types come without the schemas that they follow from: a consumer has no zod.
 */
export async function writeDeclarations(folder: string, entries: Record<string, string>): Promise<void> {
  const program = ts.createProgram(Object.values(entries).map(inHome), options());
  const problems = ts.getPreEmitDiagnostics(program);
  if (problems.length > 0) throw new Error(ts.formatDiagnostics(problems, host));
  const files = new Map<string, string>();
  program.emit(
    undefined,
    (_path, text, _mark, _onError, sources) => {
      const path = relative(inHome('src'), sources![0]!.fileName).replace(/\.ts$/, '.d.ts');
      const plain = path.startsWith('contract/') ? withoutSchemas(program, sources![0]!, text) : text;
      if (importsOf(plain).some(({ path: imported }) => imported === 'zod')) {
        throw new Error(`${path} would bring zod into what a consumer's compiler reads.`);
      }
      files.set(join('types', path), withBuiltNames(plain));
    },
    undefined,
    true,
  );
  for (const [name, source] of Object.entries(entries)) {
    const module = relative(dirname(name), source.replace(/^src/, 'types')).replace(/\.ts$/, '.js');
    files.set(`${name}.d.ts`, `export * from './${module}';\n`);
  }
  const wanted = reachable(
    files,
    Object.keys(entries).map((name) => `${name}.d.ts`),
  );
  for (const path of wanted) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), files.get(path)!);
  }
}

/** The files that others lead to: what only the code inside knows is not declared. */
function reachable(files: Map<string, string>, from: string[], found = new Set<string>()): Set<string> {
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

const host: ts.FormatDiagnosticsHost = {
  getCurrentDirectory: () => HOME,
  getCanonicalFileName: (name) => name,
  getNewLine: () => '\n',
};

function options(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(inHome('tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, HOME);
  return { ...options, noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: inHome('src') };
}
