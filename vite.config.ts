import { type InlineConfig, mergeConfig } from 'vite';
import { minifyTemplates } from './src/build/minify-templates.ts';
import { HOME, inHome, STUDIO_OUT } from './src/build/paths.ts';
import { ownPolicy } from './src/build/trusted-types.ts';

/** The oldest browsers that the element is for; docs/embedding.md states them. */
export const FLOOR = ['chrome123', 'edge123', 'firefox128', 'safari18'];

/** What all of our builds share; `src/build` says what else is made with it. */
export const common: InlineConfig = {
  configFile: false,
  root: HOME,
  publicDir: false,
  logLevel: 'warn',
  // Whatever NODE_ENV says: a build under a test runner is a build, too.
  resolve: { conditions: ['module', 'browser', 'production'] },
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [minifyTemplates(inHome('src/widget/')), ownPolicy()],
  build: {
    target: FLOOR,
    emptyOutDir: false,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
};

/** The studio, which `npm run studio` builds; its documents are written beside it. */
export default mergeConfig(common, {
  root: inHome('demo/studio'),
  base: './',
  build: {
    outDir: STUDIO_OUT,
    assetsDir: 'studio',
    emptyOutDir: true,
    // The studio holds the playground from the start.
    rolldownOptions: { checks: { ineffectiveDynamicImport: false } },
  },
});
