import type { Plugin } from 'vite';

/** Hooks of Lit that nobody calls on our pages: for polyfills of Shadow DOM, for rendering on a server, for Lit's own warnings. */
const HOOKS = [
  /[\w$]+\.\w+PolyfillSupport\b/g,
  /[\w$]+\.litElementHydrateSupport\b/g,
  /\([\w$]+\.\w+Versions\?\?=\[\]\)\.push\("[\d.]+"\)/g,
];

/** What Lit says to those who write style sheets in a way that it does not take; ours are written. */
const ADVICE = [/"CSSResult is not constructable[^"]*"/g, /"Value passed to 'css'[^"]*"\+\w\+"[^"]*"/g];

/** Leaves them out of what pages load. npm users get Lit from their own bundler. */
export function leanLit(): Plugin {
  return {
    name: 'lean-lit',
    transform: {
      filter: { id: /\/node_modules\/(lit-html|lit-element|@lit\/reactive-element)\// },
      handler: (code) => ({
        code: [...HOOKS, ...ADVICE].reduce((text, hook) => text.replace(hook, '(void 0)'), code),
        map: null,
      }),
    },
  };
}
