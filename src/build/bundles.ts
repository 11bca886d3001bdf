import { type InlineConfig, mergeConfig, type Plugin } from 'vite';
import { importAtOnce } from './import-at-once.ts';
import { common } from '../../vite.config.ts';
import { CHUNKS, inHome, WIDGET_OUT } from './paths.ts';

/** The core, and chunks that other chunks import from: as entries they need no helper chunk, which saves a request. */
const ENTRIES = {
  core: inHome('src/widget/define.ts'),
  later: inHome('src/widget/later.ts'),
  notify: inHome('src/widget/ceremony/notify.ts'),
};

/** The element in chunks: the core, and what is loaded when it is needed. */
export const chunks: InlineConfig = mergeConfig(common, {
  build: {
    outDir: WIDGET_OUT,
    // As a library, so that nothing is preloaded; `minify` removes the white space that a library would keep.
    lib: { entry: ENTRIES, formats: ['es'] },
    rolldownOptions: {
      // What the core and a later chunk share stays in the core.
      preserveEntrySignatures: 'allow-extension',
      output: {
        minify: true,
        // The core in one file with its static imports: a second file would delay it. Several chunks share look/motion.ts.
        codeSplitting: {
          groups: [
            { name: 'core', test: /\/src\/widget\/(define|look\/motion)\.ts$/ },
            {
              name: 'later',
              test: /\/src\/widget\/(later|look\/more-icons|i18n\/(later\.en|times)|a11y\/(roving|escape))\.ts$/,
            },
          ],
        },
        entryFileNames: `${CHUNKS}/[name]-[hash].js`,
        chunkFileNames: `${CHUNKS}/[name]-[hash].js`,
      },
    },
  },
});

/** A classic script of one file. */
function script(entry: string, file: string, define: Record<string, string>): InlineConfig {
  return mergeConfig(common, {
    define,
    build: {
      outDir: WIDGET_OUT,
      lib: { entry: inHome(entry), formats: ['iife'], name: 'HatchedBuddy', fileName: () => file },
    },
  });
}

/** @param core address of the core chunk, relative to the loader */
export const loader = (core: string): InlineConfig =>
  script('src/widget/loader.ts', 'hatched-buddy.js', { CORE: JSON.stringify(core) });

/**
 * Everything in one file, except for other languages than English, of which a page loads one as a chunk, and for the
 * playground.
 * @param languages the hash in the name of the chunk of each language but English
 * @param playground address of its chunk, relative to the script
 */
export const everything = (languages: Record<string, string>, playground: string): InlineConfig =>
  mergeConfig(
    script('src/widget/define.ts', 'hatched-buddy.iife.js', {
      LANGUAGE_HASHES: JSON.stringify(languages),
      PLAYGROUND_FILE: JSON.stringify(playground),
    }),
    {
      plugins: [
        importAtOnce(inHome('src/widget/')),
        inPlaceOf('src/widget/i18n/languages.ts', 'src/widget/i18n/languages-elsewhere.ts'),
        inPlaceOf('src/widget/playground.ts', 'src/widget/playground-elsewhere.ts'),
        inPlaceOf('src/widget/base.ts', 'src/widget/base-of-script.ts'),
      ],
    },
  );

/** Replaces a module by another wherever it is imported. */
function inPlaceOf(original: string, substitute: string): Plugin {
  return {
    name: 'in-place-of',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      return found?.id === inHome(original) ? inHome(substitute) : found;
    },
  };
}

/** What `npm install` brings: ES modules that leave their packages to the page's own bundler. */
export const modules = (outDir: string, entry: Record<string, string>): InlineConfig =>
  mergeConfig(common, {
    build: {
      outDir,
      lib: { entry, formats: ['es'] },
      rolldownOptions: {
        external: (id: string) => !/^[./]/.test(id),
        output: { chunkFileNames: 'chunks/[name].js' },
      },
    },
  });

/** The same for servers, not minified: stack traces show the names of the source. */
export const serverModules = (outDir: string, entry: Record<string, string>): InlineConfig =>
  mergeConfig(modules(outDir, entry), {
    build: { minify: false, rolldownOptions: { output: { chunkFileNames: 'sdk/[name].js' } } },
  });
