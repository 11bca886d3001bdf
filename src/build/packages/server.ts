import { chmod, cp, glob, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { inHome, SERVER_PACKAGE } from '../paths.ts';
import { compile } from './compile.ts';
import { type Files, reachable, writeFiles } from './files.ts';
import { withBuiltNames } from './imports.ts';
import { writeManifest } from './manifest.ts';

const MAIN = 'src/server/main.ts';
const TESTING = 'src/server/testing/index.ts';
/** Files that are started as processes or threads, so that no import leads to them. */
const CHILDREN = [
  'src/server/pictures/rasterise/child.ts',
  'src/server/pictures/rasterise/memory-limit.ts',
  'src/server/store/sqlite/checkpoint-thread.ts',
];

/** `dist/packages/hatched-buddy-server`: the compiled server, what it reads, and what it serves. */
export async function buildServerPackage(): Promise<void> {
  const folder = SERVER_PACKAGE;
  await mkdir(folder, { recursive: true });
  const declarations = await writeCode(folder);
  const testing = built(TESTING, '.d.ts');
  await writeFiles(folder, declarations, reachable(declarations, [testing]));
  await copyWhatIsNoCode(folder);
  await copyPages(folder);
  await cp(inHome('public'), join(folder, 'public'), { recursive: true });
  await chmod(join(folder, built(MAIN, '.js')), 0o755);
  await writeManifest(folder, {
    name: 'hatched-buddy-server',
    description:
      'The server behind <hatched-buddy>: rules, API, webhooks and console. `npx hatched-buddy-server` runs it.',
    engines: { node: '>=22.19' },
    bin: { 'hatched-buddy-server': `./${built(MAIN, '.js')}` },
    exports: { './testing': { types: `./${testing}`, default: `./${built(TESTING, '.js')}` } },
  });
  await writeFile(join(folder, 'README.md'), README);
}

/** `src/server/main.ts` is `dist/server/main.js` in the package. */
const built = (source: string, extension: '.js' | '.d.ts') =>
  source.replace(/^src/, 'dist').replace(/\.ts$/, () => extension);

/** Writes the modules; answers the declarations, of which few are published. */
async function writeCode(folder: string): Promise<Files> {
  const code: Files = new Map();
  const declarations: Files = new Map();
  const { emitted } = compile([MAIN, TESTING, ...CHILDREN], { declaration: true });
  for (const { source, text, isDeclaration } of emitted) {
    const path = join('src', relative(inHome('src'), source.fileName));
    if (isDeclaration) declarations.set(built(path, '.d.ts'), withBuiltNames(text));
    else code.set(built(path, '.js'), text);
  }
  await writeFiles(folder, code);
  return declarations;
}

/** Migrations, and other files beside the modules. */
async function copyWhatIsNoCode(folder: string): Promise<void> {
  for await (const file of glob('server/**/*.*', { cwd: inHome('src') })) {
    if (!file.endsWith('.ts')) await cp(inHome(`src/${file}`), join(folder, 'dist', file));
  }
}

/** What the build has made for browsers, compressed copies included. */
async function copyPages(folder: string): Promise<void> {
  const made = await readdir(inHome('dist'), { withFileTypes: true });
  for (const { name } of made.filter((entry) => entry.isDirectory() && entry.name !== 'packages')) {
    const target = join(folder, 'dist', name);
    await mkdir(dirname(target), { recursive: true });
    await cp(inHome(`dist/${name}`), target, { recursive: true });
  }
}

const README = `# hatched-buddy-server

The server behind [\`<hatched-buddy>\`](https://www.npmjs.com/package/hatched-buddy).

\`\`\`sh
npx hatched-buddy-server
\`\`\`

It wants Node 22.19 or newer and nothing else: the database is a file in \`DATA_DIR\`. The first start prints your keys.
\`npx hatched-buddy-server --help\` names the settings and the other commands; \`/docs\` on the running server is the API.

In tests:

\`\`\`js
import { startTestServer } from 'hatched-buddy-server/testing';

const server = await startTestServer();
// server.url, server.secretKey, server.publishableKey
await server.clock.advance({ days: 1 });
const webhook = await server.nextWebhook('streak.burned');
await server.stop();
\`\`\`
`;
