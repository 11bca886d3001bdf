import { inHome } from '../../src/build/paths.ts';

export interface Host {
  name: string;
  folder: string;
  /** Pages that have nothing to install or build are served as they are. */
  is_plain: boolean;
  /** The router stays on the document; else each page is one of its own. */
  stays: boolean;
}

const example = (name: string): Omit<Host, 'is_plain' | 'stays'> => ({ name, folder: inHome(`demo/examples/${name}`) });
const page = (name: string): Host => ({ ...example(name), is_plain: true, stays: false });
const app = (name: string): Host => ({ ...example(name), is_plain: false, stays: true });
/** In the tests alone. */
const other = (name: string): Host => ({ ...app(name), folder: inHome(`test/hosts/apps/${name}`) });

export const HOSTS: Host[] = [
  ...['html', 'tag-manager', 'strict-csp'].map(page),
  ...['react', 'next', 'vue', 'svelte'].map(app),
  ...['nuxt', 'angular', 'astro', 'turbo'].map(other),
];
