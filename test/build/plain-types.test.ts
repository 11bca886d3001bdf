import ts from 'typescript';
import { expect, it } from 'vitest';
import { importsOf, withBuiltNames } from '../../src/build/packages/imports.ts';
import { withoutSchemas } from '../../src/build/packages/plain-types.ts';
import { inHome } from '../../src/build/paths.ts';

/** Emits a module that stands among those of the contract, and takes its schemas out. */
function plain(code: string): string {
  const path = inHome('src/contract/__trial.ts');
  const options: ts.CompilerOptions = {
    strict: true,
    declaration: true,
    emitDeclarationOnly: true,
    module: ts.ModuleKind.NodeNext,
    allowImportingTsExtensions: true,
    target: ts.ScriptTarget.ES2024,
  };
  const host = ts.createCompilerHost(options);
  const readSource = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    name === path ? ts.createSourceFile(name, code, ts.ScriptTarget.ES2024, true) : readSource(name, ...rest);
  const { fileExists } = host;
  host.fileExists = (name) => name === path || fileExists(name);
  const program = ts.createProgram([path], options, host);
  const source = program.getSourceFile(path)!;
  let emitted = '';
  program.emit(source, (_, text) => (emitted = text), undefined, true);
  return withoutSchemas(program, source, emitted);
}

it('types that follow from a schema are written out, with what is said of their properties', () => {
  const text = plain(`
    import { z } from 'zod';
    import { type IdKind, idSchema } from './ids.ts';
    export const egg = z.object({
      egg_id: idSchema('egg'),
      /** Where it is. */
      status: z.enum(['waiting', 'ready']),
      tags: z.array(z.object({ name: z.string().nullable() })).optional(),
      metadata: z.record(z.string(), z.unknown()),
    });
    /** An egg. */
    export type Egg = z.infer<typeof egg>;
    export interface Nest { kind: IdKind; egg: Egg }
  `);
  expect(text).toBe(`import { type IdKind } from './ids.ts';
/** An egg. */
export type Egg = {
  egg_id: string;
  /** Where it is. */
  status: "waiting" | "ready";
  metadata: { [x: string]: unknown; };
  tags?: undefined | ({
    name: string | null;
  })[];
};
export interface Nest {
    kind: IdKind;
    egg: Egg;
}
export {};
`);
});

it('imports are found in code and in types, and neighbours get the names that they have when built', () => {
  const code = `import a from './a.ts'; export * from "lit"; type B = import('./b.ts').B; import('../c.js');`;
  expect(importsOf(code).map(({ path }) => path)).toEqual(['./a.ts', 'lit', './b.ts', '../c.js']);
  expect(withBuiltNames(code)).toBe(
    `import a from './a.js'; export * from "lit"; type B = import('./b.js').B; import('../c.js');`,
  );
});
