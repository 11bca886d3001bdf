import { fileURLToPath } from 'node:url';
import { defineConfig, type InlineConfig, mergeConfig, type Plugin } from 'vite';
import { closeTemplates } from './src/widget/build/close-templates.ts';
import { leanLit } from './src/widget/build/lean-lit.ts';
import { squeeze } from './src/widget/build/squeeze.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What pages load through a script tag; the server serves it as it is. */
export const WIDGET_OUT = here('dist/widget');
/** What `npm install` brings: ES modules that leave lit and nanostores to the page's own bundler. */
export const NPM_OUT = here('dist/npm');
/** Folder of the hashed chunks beside the loader. */
const CHUNKS = 'hatched-buddy';

const common: InlineConfig = {
  configFile: false,
  root: here('.'),
  publicDir: false,
  logLevel: 'warn',
  // Whatever NODE_ENV says: a build under a test runner is a build, too.
  resolve: { conditions: ['module', 'browser', 'production'] },
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [closeTemplates(here('src/widget')), leanLit()],
  build: {
    target: 'es2022',
    emptyOutDir: false,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
};

/** The element in chunks: the core, and what is loaded when it is needed. */
export const chunks: InlineConfig = mergeConfig(common, {
  plugins: [squeeze()],
  build: {
    outDir: WIDGET_OUT,
    // A library, as pages preload nothing; its spaces go nevertheless.
    lib: { entry: { core: here('src/widget/define.ts') }, formats: ['es'] },
    rolldownOptions: {
      // What the core and a later chunk share stays in the core.
      preserveEntrySignatures: 'allow-extension',
      output: {
        minify: true,
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
    plugins: [squeeze()],
    build: {
      outDir: WIDGET_OUT,
      lib: { entry: here(entry), formats: ['iife'], name: 'HatchedBuddy', fileName: () => file },
    },
  });
}

/** @param core address of the core chunk, relative to the loader */
export const loader = (core: string) =>
  script('src/widget/loader.ts', 'hatched-buddy.js', { CORE: JSON.stringify(core) });

/** @param languages address of the chunk of each language but English, relative to the script */
export const everything = (languages: Record<string, string>): InlineConfig =>
  mergeConfig(
    script('src/widget/define.ts', 'hatched-buddy.iife.js', { 'import.meta.url': 'document.currentScript.src' }),
    { plugins: [languagesElsewhere(languages), allAtOnce()] },
  );

/**
 * A page speaks one language: the others stay in the files that the chunks have for them. Their addresses have to be whole,
 * as a classic script of another origin has no base that `import()` could start from.
 */
function languagesElsewhere(languages: Record<string, string>): Plugin {
  return {
    name: 'languages-elsewhere',
    enforce: 'pre',
    transform: {
      filter: { id: /\/i18n\/strings\.ts$/ },
      handler: (code) => ({
        code: code
          .replace(/import\('\.\/([a-z]{2})\.ts'\)/g, (_, name: string) => {
            const address = `new URL(${JSON.stringify(languages[name])}, SCRIPT).href`;
            return `import(/* @vite-ignore */ ${address})`;
          })
          .concat("\nimport { SCRIPT } from '../base.ts';"),
        map: null,
      }),
    },
  };
}

/** In one file nothing comes later: what is imported when it is needed is imported at once, and no code waits for it. */
function allAtOnce(): Plugin {
  return {
    name: 'all-at-once',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/widget\/.*\.ts$/ },
      handler(code) {
        const imports: string[] = [];
        const changed = code.replace(/\bimport\(('[^']+')\)/g, (_, path: string) => {
          imports.push(`import * as later${imports.length} from ${path};`);
          return `Promise.resolve(later${imports.length - 1})`;
        });
        return imports.length > 0 ? { code: `${changed}\n${imports.join('\n')}`, map: null } : null;
      },
    },
  };
}

export const npm: InlineConfig = mergeConfig(common, {
  build: {
    outDir: NPM_OUT,
    lib: { entry: { index: here('src/widget/index.ts'), define: here('src/widget/define.ts') }, formats: ['es'] },
    rolldownOptions: { external: [/^lit/, /^@lit/, 'nanostores'] },
  },
});

export default defineConfig(chunks);
