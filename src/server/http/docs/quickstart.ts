import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { HOME } from '../../version.ts';

const PAGE = new URL('dist/documents/quickstart.html', HOME);
/** The placeholders in the README's quickstart for the server's address and for its secret key. */
const EXAMPLE = /http:\/\/127\.0\.0\.1:8787/g;
const EXAMPLE_KEY = 'hatch_test_…';

interface Quickstart {
  html: string;
  /** Its Content-Security-Policy: the page has a style and no script. */
  policy: string;
}

/** Read when it is first asked for: the documents may be built after the start. */
let built: Promise<Quickstart | null> | undefined;

/** The quickstart with this server's address, and a key, in its snippets; null where the documents have not been built. */
export async function quickstartPage(baseUrl: string, key: string | null): Promise<Quickstart | null> {
  built ??= readBuilt();
  const page = await built;
  if (page) {
    const html = page.html.replace(EXAMPLE, () => baseUrl);
    return { ...page, html: key === null ? html : html.replace(EXAMPLE_KEY, () => key) };
  }
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
