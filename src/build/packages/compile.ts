import ts from 'typescript';
import { HOME, inHome } from '../paths.ts';

interface Emitted {
  source: ts.SourceFile;
  /** As TypeScript wrote it. */
  text: string;
  isDeclaration: boolean;
}

/** Type checks the entries and all that they import, with the options of tsconfig.json, and emits them. */
export function compile(entries: string[], more: ts.CompilerOptions): { program: ts.Program; emitted: Emitted[] } {
  const { config } = ts.readConfigFile(inHome('tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, HOME);
  const program = ts.createProgram(entries.map(inHome), {
    ...options,
    noEmit: false,
    rewriteRelativeImportExtensions: true,
    rootDir: inHome('src'),
    ...more,
  });
  const problems = ts.getPreEmitDiagnostics(program);
  if (problems.length > 0) throw new Error(ts.formatDiagnostics(problems, host));
  const emitted: Emitted[] = [];
  program.emit(undefined, (path, text, _mark, _onError, sources) => {
    emitted.push({ source: sources![0]!, text, isDeclaration: path.endsWith('.d.ts') });
  });
  return { program, emitted };
}

const host: ts.FormatDiagnosticsHost = {
  getCurrentDirectory: () => HOME,
  getCanonicalFileName: (name) => name,
  getNewLine: () => '\n',
};
