// The backend of the examples that have none of their own: serves a folder, and gives whoever is signed in a token.
// HATCHED_URL, HATCHED_SECRET_KEY and PORT say how: `HATCHED_SECRET_KEY=hatch_test_… node serve.js html`.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

const { HATCHED_URL = 'http://127.0.0.1:8787', HATCHED_SECRET_KEY, PORT = '3000' } = process.env;
const folder = process.argv[2] ?? 'dist';
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** Of your own sign-in. */
const signedIn = () => ({ id: 'user_42' });

/** A session for the user's seat: it shows the egg, and the buddy once that has hatched. */
function session(user) {
  return fetch(`${HATCHED_URL}/api/v1/widget-sessions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${HATCHED_SECRET_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      user_id: user.id,
      ensure_egg: true,
      scopes: ['read', 'marketplace:browse', 'marketplace:purchase', 'items:equip', 'buddy:hatch'],
    }),
  });
}

async function file(path) {
  const name = normalize(path).replace(/\/$/, '/index.html');
  const bytes = await readFile(join(folder, extname(name) ? name : `${name}.html`));
  // The pages name the server as they would in earnest.
  return name.endsWith('.html') || !extname(name)
    ? bytes.toString().replaceAll('https://buddy.example.com', HATCHED_URL)
    : bytes;
}

createServer(async ({ method, url }, response) => {
  try {
    const { pathname } = new URL(url, 'http://here');
    if (method === 'POST' && pathname === '/buddy-token') {
      const answer = await session(signedIn());
      response.writeHead(answer.status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(await answer.text());
    } else {
      const body = await file(pathname);
      response.setHeader('content-type', TYPES[extname(pathname)] ?? TYPES['.html']).end(body);
    }
  } catch (error) {
    response.writeHead(error.code === 'ENOENT' ? 404 : 500).end();
  }
}).listen(Number(PORT), '127.0.0.1', () => console.log(`http://127.0.0.1:${PORT}`));
