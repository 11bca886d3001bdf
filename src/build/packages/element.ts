import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { modules, serverModules } from '../bundles.ts';
import { describeElement } from '../editors/describe.ts';
import { frameworkTypes } from '../editors/frameworks.ts';
import { cssData, customElementsManifest, htmlData } from '../editors/manifest.ts';
import { ELEMENT_PACKAGE, inHome, ROOT, WIDGET_OUT } from '../paths.ts';
import { writeDeclarations } from './declarations.ts';
import { writeManifest } from './manifest.ts';

/** The modules that others import: the name within the package, and the source. */
const ENTRIES = {
  index: 'src/widget/index.ts',
  define: 'src/widget/define.ts',
  'sdk/index': 'src/sdk/index.ts',
  'sdk/webhooks/index': 'src/sdk/webhooks/index.ts',
};

/** `dist/packages/hatched-buddy`: the element as modules and as scripts, and the types of both. */
export async function buildElementPackage(): Promise<void> {
  const folder = ELEMENT_PACKAGE;
  await mkdir(folder, { recursive: true });
  const { build } = await import('vite');
  const entries = Object.entries(ENTRIES).map(([name, source]) => [name, inHome(source)] as const);
  const [sdk, element] = [true, false].map((isSdk) =>
    Object.fromEntries(entries.filter(([name]) => name.startsWith('sdk/') === isSdk)),
  );
  await Promise.all([
    build(modules(folder, element!)),
    build(serverModules(folder, sdk!)),
    writeDeclarations(folder, ENTRIES),
  ]);
  await cp(inHome('src/widget/styles.css'), join(folder, 'styles.css'));
  // Without the compressed copies: CDNs compress by themselves.
  await cp(WIDGET_OUT, join(folder, 'dist'), { recursive: true, filter: (path) => !/\.(br|gz)$/.test(path) });
  await writeForEditors(folder);
  await writeManifest(folder, {
    name: 'hatched-buddy',
    description: ROOT.description,
    engines: { node: '>=20' },
    sideEffects: ['./define.js', './dist/*.js', '**/*.css'],
    exports: {
      ...Object.fromEntries(Object.keys(ENTRIES).map((name) => [pathOf(name), exported(name)])),
      ...Object.fromEntries(FRAMEWORKS.map((name) => [`./${name}`, exported(name)])),
      './styles.css': './styles.css',
      './custom-elements.json': './custom-elements.json',
      './dist/*': './dist/*',
    },
    customElements: './custom-elements.json',
    unpkg: './dist/hatched-buddy.iife.js',
    jsdelivr: './dist/hatched-buddy.iife.js',
  });
  await writeFile(join(folder, 'README.md'), README);
}

const pathOf = (name: string) => (name === 'index' ? '.' : `./${name.replace(/\/index$/, '')}`);
const exported = (name: string) => ({ types: `./${name}.d.ts`, default: `./${name}.js` });

/** Entries that only have types. */
const FRAMEWORKS = ['react', 'vue', 'svelte'];

async function writeForEditors(folder: string): Promise<void> {
  const element = describeElement();
  const json = (content: object) => `${JSON.stringify(content, null, 2)}\n`;
  const files: Record<string, string> = {
    'custom-elements.json': json(customElementsManifest(element)),
    'vscode.html-custom-data.json': json(htmlData(element)),
    'vscode.css-custom-data.json': json(cssData(element)),
    ...frameworkTypes(element),
    ...Object.fromEntries(FRAMEWORKS.map((name) => [`${name}.js`, 'export {};\n'])),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

const README = `# hatched-buddy

${ROOT.description}

\`\`\`js
import 'hatched-buddy/define';
import 'hatched-buddy/styles.css';
\`\`\`

\`\`\`html
<hatched-buddy session-token="…" api-base="https://buddy.example.com/api/v1"></hatched-buddy>
\`\`\`

The server is \`hatched-buddy-server\`: \`npx hatched-buddy-server\`, then open \`/docs\` on it.
`;
