import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inHome } from '../../src/build/paths.ts';
import { freePort } from '../support/free-port.ts';
import { programOf } from '../support/programs.ts';

const run = promisify(execFile);

export interface Proxy extends AsyncDisposable {
  url: string;
}

/** The `server` block of docs/deploying.md, for this upstream. */
export async function documented(): Promise<string> {
  const text = await readFile(inHome('docs/deploying.md'), 'utf8');
  const [, block] = /```nginx\n([\s\S]*?)```/.exec(text)!;
  return block!;
}

/** A `server` block that knows nothing of streams, and compresses what it can. */
export const CARELESS = `server {
  listen 443 ssl;
  gzip on;
  gzip_types *;
  location / { proxy_pass http://127.0.0.1:8787; proxy_set_header Host $host; }
}`;

/** nginx before that server, with TLS and HTTP/2, on a port of its own. */
export async function nginx(block: string, upstream: string): Promise<Proxy> {
  const program = await programOf('nginx', ['nginx', '../sbin/nginx'], ['nginx-light']);
  const folder = await mkdtemp(join(tmpdir(), 'hatched-nginx-'));
  await mkdir(join(folder, 'logs'));
  const certificate = [join(folder, 'key.pem'), join(folder, 'certificate.pem')] as const;
  const subject = ['-subj', '/CN=127.0.0.1', '-days', '2'];
  await run('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    certificate[0],
    '-out',
    certificate[1],
    ...subject,
  ]);
  const port = await freePort();
  const server = block
    .replace(/listen 443 ssl;/, `listen 127.0.0.1:${port} ssl http2;`)
    // Its own directive since 1.25.1; before, a word of \`listen\`.
    .replace(/\n\s*http2 on;/, '')
    .replace(/server_name [^;]+;|# ssl_certificate …/g, '')
    .replaceAll('http://127.0.0.1:8787', upstream);
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  await writeFile(
    join(folder, 'nginx.conf'),
    `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/logs/error.log;
    events {}
    http {
      access_log off; ${paths.join(' ')}
      ssl_certificate_key ${certificate[0]}; ssl_certificate ${certificate[1]};
      ${server}
    }`,
  );
  const child = spawn(program, ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  while (!(await listens(port))) {
    if (child.exitCode !== null) throw new Error(`nginx did not start: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url: `https://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
