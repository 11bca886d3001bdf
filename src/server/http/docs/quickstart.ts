import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { HOME } from '../../version.ts';

const PAGE = new URL('dist/documents/quickstart.html', HOME);
/** What stands in docs/quickstart.md for the server's own address. Keys are not filled in: only their hashes are stored. */
const EXAMPLE = /https:\/\/buddy\.example\.com/g;

export interface Quickstart {
  html: string;
  /** Its Content-Security-Policy: the page has a style and no script. */
  policy: string;
}

/** Read when it is first asked for: the documents may be built after the start. */
let built: Promise<Quickstart | null> | undefined;

/** The quickstart with this server's address in its snippets; null where the documents have not been built. */
export async function quickstartPage(base_url: string): Promise<Quickstart | null> {
  built ??= readBuilt();
  const page = await built;
  if (page) return { ...page, html: page.html.replace(EXAMPLE, () => base_url) };
  built = undefined;
  return null;
}

async function readBuilt(): Promise<Quickstart | null> {
  const html = await readFile(PAGE, 'utf8').catch(() => null);
  if (html === null) return null;
  const style = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? '';
  const own = `'sha256-${hash('sha256', style, 'base64')}'`;
  return {
    html,
    policy: `default-src 'none'; style-src ${own}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  };
}
