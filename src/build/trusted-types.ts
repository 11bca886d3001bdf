import type { Plugin } from 'vite';

const POLICY = /(\w+)\?\1\.createPolicy\("lit-html",(\{createHTML:\w+=>\w+\})\):void 0/;

/**
 * Gives the script-tag files a Trusted Types policy of their own name, `hatched-buddy`: a page may have made one called
 * `lit-html` already, or may allow none. Pages that allowed `lit-html` for an older release keep working. A refusal is not
 * told by the script: the browser has reported it to the page by then, the next name may be allowed, and where a page
 * requires no Trusted Types nothing is amiss; where it does, the first template throws. Those who bundle get Lit, and its
 * policy, by themselves.
 */
export function ownPolicy(): Plugin {
  return {
    name: 'own-policy',
    transform: {
      filter: { id: /\/node_modules\/lit-html\/lit-html\.js$/ },
      handler(code) {
        if (!POLICY.test(code))
          throw new Error('lit-html makes its Trusted Types policy in another way now: see trusted-types.ts.');
        const first = `((types,rules)=>{for(const name of["hatched-buddy","lit-html"])try{return types?.createPolicy(name,rules)}catch{}})($1,$2)`;
        return { code: code.replace(POLICY, first), map: null };
      },
    },
  };
}
