import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { referencePage } from '../server/http/docs/page.ts';
import { documents } from './documents.ts';
import { inHome, ROOT, STUDIO_OUT } from './paths.ts';
import { copyReference } from './reference.ts';
import { make, makeStale, type Product } from './stale.ts';

/** `npm run studio`: the studio as static files in `dist/studio`, which any file server can serve from any folder. */
export const studio: Product = {
  name: 'studio',
  sources: [
    'vite.config.ts',
    'src/{art,build,contract,engine,playground,widget}/**/*',
    'demo/studio/**/*',
    'docs/openapi.json',
    'README.md',
    'public/docs/*',
  ],
  async build() {
    await rm(STUDIO_OUT, { recursive: true, force: true });
    const [{ build }, { default: studio }] = await Promise.all([import('vite'), import('../../vite.config.ts')]);
    await build(studio);
    await writeDocuments();
  },
};

/** The studio links to pages of a server. Without one, files at the same addresses take their place. */
async function writeDocuments(): Promise<void> {
  const folder = join(STUDIO_OUT, 'docs');
  await mkdir(join(folder, 'quickstart'), { recursive: true });
  await cp(inHome('dist/documents/quickstart.html'), join(folder, 'quickstart', 'index.html'));
  await copyReference(folder);
  await cp(inHome('public/docs'), folder, { recursive: true });
  await cp(inHome('docs/openapi.json'), join(folder, 'openapi.json'));
  const page = referencePage({ version: ROOT.version, spec: './openapi.json', files: '.', tries: false });
  await writeFile(join(folder, 'index.html'), page);
}

if (import.meta.main) {
  await makeStale(documents);
  await make(studio);
  console.log(`The studio is in ${STUDIO_OUT}: serve that folder, or put it anywhere.`);
}
