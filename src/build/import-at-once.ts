import { parseAst, type Plugin } from 'vite';
import { type Edit, edited, nodesOf } from './edits.ts';

interface ImportExpression {
  type: 'ImportExpression';
  start: number;
  end: number;
  source: { type: string; value?: unknown };
}

/**
 * Turns `import('./later.ts')` of a folder into a static import. In a bundle of one file nothing is loaded later, and to keep
 * the order of lazy modules the bundler would wrap every module in a function, Lit's too.
 */
export function importAtOnce(folder: string): Plugin {
  return {
    name: 'import-at-once',
    enforce: 'pre',
    transform: {
      filter: { id: /\.ts$/, code: /\bimport\(/ },
      handler: (code, id) => (id.startsWith(folder) ? { code: atOnce(code), map: null } : null),
    },
  };
}

function atOnce(code: string): string {
  const edits: Edit[] = [];
  const imports: string[] = [];
  for (const node of nodesOf(parseAst(code, { lang: 'ts' }))) {
    if (node.type !== 'ImportExpression') continue;
    const { start, end, source } = node as ImportExpression;
    // An address that is computed at run time stays: it is another file.
    if (source.type !== 'Literal') continue;
    const name = `at_once_${imports.length}`;
    imports.push(`import * as ${name} from ${JSON.stringify(source.value)};`);
    edits.push({ start, end, text: `Promise.resolve(${name})` });
  }
  return imports.join('') + edited(code, edits);
}
