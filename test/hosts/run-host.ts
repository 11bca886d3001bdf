import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { inHome } from '../../src/build/paths.ts';
import { freePort } from '../support/free-port.ts';
import type { Host } from './hosts.ts';

/** No framework's tool is to tell anybody, or to look for a newer one. */
const QUIET = {
  CI: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  NUXT_TELEMETRY_DISABLED: '1',
  ASTRO_TELEMETRY_DISABLED: '1',
  NG_CLI_ANALYTICS: 'false',
};

function environment(more: Record<string, string>): NodeJS.ProcessEnv {
  // What the test's own npm and runner have set is none of theirs.
  const mine = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|PLAYWRIGHT|NODE_ENV$|NODE_OPTIONS$)/i.test(name),
  );
  return { ...Object.fromEntries(mine), ...QUIET, ...more };
}

/** Installs what its lock file says, with the element's package as it is packed, and builds it against that server. */
export async function buildHost(host: Host, server_url: string): Promise<void> {
  if (host.is_plain) return;
  await npm(host, {}, 'ci');
  await npm(host, { VITE_HATCHED_URL: server_url }, 'run', 'build');
}

async function npm(host: Host, more: Record<string, string>, ...words: string[]): Promise<void> {
  const child = spawn('npm', words, { cwd: host.folder, env: environment(more), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${host.name}: npm ${words.join(' ')} ended with ${code}:\n${output}`);
}

export interface RunningHost extends AsyncDisposable {
  url: string;
}

/** Starts it as its `npm start` does, with what its backend has to know. */
export async function startHost(host: Host, server_url: string, secret_key: string): Promise<RunningHost> {
  const port = await freePort();
  const env = environment({
    PORT: String(port),
    HOST: '127.0.0.1',
    HATCHED_URL: server_url,
    HATCHED_SECRET_KEY: secret_key,
    NUXT_HATCHED_SECRET_KEY: secret_key,
    NUXT_PUBLIC_HATCHED_URL: server_url,
  });
  const [command, ...words] = host.is_plain
    ? [process.execPath, inHome('demo/examples/serve.js'), '.']
    : ['npm', 'start', '--silent'];
  // A group of its own: npm does not pass a signal on to what it runs.
  const child = spawn(command!, words, { cwd: host.folder, env, stdio: 'pipe', detached: true });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const url = `http://127.0.0.1:${port}`;
  const answers = () =>
    fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
  while (!(await answers())) {
    if (child.exitCode !== null) throw new Error(`${host.name} ended before it listened:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    url,
    async [Symbol.asyncDispose]() {
      process.kill(-child.pid!, 'SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}
