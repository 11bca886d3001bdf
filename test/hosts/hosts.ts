import { inHome } from '../../src/build/paths.ts';

export interface Host {
  name: string;
  folder: string;
  /** Pages that have nothing to install or build are served as they are. */
  is_plain: boolean;
  /** The router stays on the document; else each page is one of its own. */
  stays: boolean;
  /** Elements that its router itself keeps after their page was left: the last page, and what it caches. */
  keeps: number;
}

const example = (name: string): Pick<Host, 'name' | 'folder'> => ({ name, folder: inHome(`demo/examples/${name}`) });
const page = (name: string): Host => ({ ...example(name), is_plain: true, stays: false, keeps: 0 });
const app = (name: string): Host => ({ ...example(name), is_plain: false, stays: true, keeps: 1 });
/** In the tests alone. */
const other = (name: string): Host => ({ ...app(name), folder: inHome(`test/hosts/apps/${name}`) });

export const HOSTS: Host[] = [
  ...['html', 'tag-manager', 'strict-csp'].map(page),
  ...['react', 'next', 'vue', 'svelte'].map(app),
  ...['nuxt', 'angular', 'astro'].map(other),
  // Its cache holds a copy of the page for its preview.
  { ...other('turbo'), keeps: 2 },
];
