import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../support/ports.ts';
import { programOf } from '../../support/programs.ts';
import { documentedBlock } from './documented.ts';

const run = promisify(execFile);
/** It refuses to run as root. */
const NOBODY = 65_534;

export const POOL_MODES = ['session', 'transaction', 'statement'] as const;

export interface PgBouncer extends AsyncDisposable {
  /** The database, through it. */
  url: string;
  /** As it says of itself: "PgBouncer 1.18.0". */
  version: string;
}

/** PgBouncer before that database, set as docs/operating.md has it, but for the mode and what `without` takes away. */
export async function startPgBouncer(
  target: string,
  { pool_mode = 'session', without }: { pool_mode?: (typeof POOL_MODES)[number]; without?: string } = {},
): Promise<PgBouncer> {
  const program = await programOf('PgBouncer', ['pgbouncer', '../sbin/pgbouncer'], ['pgbouncer']);
  const { hostname, port: far, pathname, username } = new URL(target);
  const folder = await mkdtemp(join(tmpdir(), 'hatched-pgbouncer-'));
  const port = await freePort();
  const name = pathname.slice(1);
  const settings = (await documentedBlock('ini', '[pgbouncer]'))
    .replace(/hatched = .*/, `${name} = host=${hostname} port=${far || 5432} dbname=${name} user=${username}`)
    .replace(/listen_port = .*/, `listen_port = ${port}`)
    .replace(/auth_type = .*\nauth_file = .*/, 'auth_type = any')
    .replace('pool_mode = session', `pool_mode = ${pool_mode}`)
    .split('\n')
    .filter((line) => without === undefined || !line.startsWith(without))
    .join('\n');
  const file = join(folder, 'pgbouncer.ini');
  await writeFile(file, settings);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await chown(folder, NOBODY, NOBODY);
  const child = spawn(program, [file], {
    ...(isRoot && { uid: NOBODY, gid: NOBODY }),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('process up')) resolve();
    });
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`PgBouncer did not start: ${said}`)));
  });
  const { stdout } = await run(program, ['--version']);
  return {
    url: `postgres://${username}@127.0.0.1:${port}/${name}`,
    version: stdout.split('\n')[0]!,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
