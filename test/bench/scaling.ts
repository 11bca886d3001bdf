import { readdir, readFile } from 'node:fs/promises';
import { createDatabase } from '../support/databases.ts';
import { startOwnPostgres } from '../support/postgres.ts';
import { startRealServer, temporaryDirectory, type RealServer } from '../support/real-server.ts';
import { CONNECTIONS, lessonsOverHttp, SECONDS } from './ingest-load.ts';
import { machine, median } from './measure.ts';
import { call, prepareWorkspace } from './workspace.ts';

/**
 * `node test/bench/scaling.ts`: the table of docs/scaling.md. Events over HTTP into one process on SQLite, and into one,
 * two and three processes on one PostgreSQL with Redis; beside the rate the processor time that an event takes in each
 * part, for on one machine they share its processors. No limits: what they share is what is measured. Needs
 * TEST_REDIS_URL.
 */
const ROUNDS = 3;
const MOST = 3;
/** Enough that two processes seldom want the same buddy at once. */
const USERS = 1000;
/** Of `/proc`: the kernel's clock ticks, as every Linux has them. */
const TICKS_A_SECOND = 100;

const redisUrl = process.env['TEST_REDIS_URL'];
if (!redisUrl) throw new Error('Set TEST_REDIS_URL to a Redis server, database number included.');
const OPTIONS = { HATCHED_RATE_LIMIT: 'off', HATCHED_DEMO: '0' };

interface Row {
  what: string;
  /** Events a second, of each round. */
  rates: number[];
  latency: string;
  /** Microseconds of processor time an event. */
  server: number[];
  database: number[];
}

async function sqlite(): Promise<Row> {
  const directory = await temporaryDirectory();
  const server = await startRealServer({ ...OPTIONS, DATA_DIR: directory.path });
  try {
    await prepareWorkspace(server.url, USERS);
    return await measure('1 process, SQLite', [server], async () => 0);
  } finally {
    await server.stop();
    await directory.remove();
  }
}

async function postgres(): Promise<Row[]> {
  const own = await startOwnPostgres({ durable: true });
  process.env['TEST_DATABASE_URL'] = own.url;
  const database = await createDatabase('postgres');
  const servers: RealServer[] = [];
  try {
    const rows: Row[] = [];
    while (servers.length < MOST) {
      servers.push(await startRealServer({ ...OPTIONS, ...database.environment, REDIS_URL: redisUrl! }));
      if (servers.length === 1) {
        await prepareWorkspace(servers[0]!.url, USERS);
        // Something for the queue in Redis; nobody listens there.
        const hook = { url: 'https://hooks.example.invalid/', events: ['badge.awarded'] };
        await call(servers[0]!.url, 'POST', '/webhook-endpoints', hook);
      }
      const what = `${servers.length} process${servers.length > 1 ? 'es' : ''}, PostgreSQL and Redis`;
      rows.push(await measure(what, servers, () => ticksOfDatabase(own.url)));
    }
    return rows;
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await database.drop();
    await own.stop();
  }
}

/** All servers at once, each with a client of its own; together they have as many connections as one alone. A first round, not counted, warms them up. */
async function measure(what: string, servers: RealServer[], ofDatabase: () => Promise<number>): Promise<Row> {
  const row: Row = { what, rates: [], latency: '', server: [], database: [] };
  const loads = servers.map(({ url }) =>
    lessonsOverHttp(url, { connections: Math.round(CONNECTIONS / servers.length), users: USERS }),
  );
  const ofServers = async () => {
    const each = await Promise.all(servers.map(({ pid }) => ticksOf(pid)));
    return each.reduce((sum, ticks) => sum + ticks, 0);
  };
  for (let round = 0; round <= ROUNDS; round++) {
    const [server, database, began] = [await ofServers(), await ofDatabase(), performance.now()];
    const rates = await Promise.all(loads.map((load) => load.rate()));
    const seconds = (performance.now() - began) / 1000;
    const rate = rates.reduce((sum, one) => sum + one, 0);
    if (round === 0) continue;
    row.rates.push(rate);
    // What starting the clients takes belongs to nobody's event.
    const microseconds = (ticks: number) => (ticks / TICKS_A_SECOND / (rate * Math.min(seconds, SECONDS))) * 1e6;
    row.server.push(microseconds((await ofServers()) - server));
    row.database.push(microseconds((await ofDatabase()) - database));
  }
  row.latency = loads[0]!.latency();
  return row;
}

/** Processor time that a process has had. */
async function ticksOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}

/** The same of a PostgreSQL on this port, with the processes that serve its connections and those that have ended. */
async function ticksOfDatabase(url: string): Promise<number> {
  const { port } = new URL(url);
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map<number, number>();
  let postmaster = 0;
  for (const pid of pids) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    parents.set(pid, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
    if (/postgres$/.test(words[0] ?? '') && words.some((word) => word.includes(port))) postmaster = pid;
  }
  if (postmaster === 0) throw new Error(`No PostgreSQL of port ${port} is found in /proc.`);
  const all = [postmaster, ...pids.filter((pid) => parents.get(pid) === postmaster)];
  const ticks = await Promise.all(all.map(ticksOf));
  return ticks.reduce((sum, one) => sum + one, 0);
}

const rows = [await sqlite(), ...(await postgres())];
const [one] = rows.filter(({ what }) => what.startsWith('1 process, P'));
console.log(machine());
for (const { what, rates, latency, server, database } of rows) {
  const rate = median(rates);
  const against = what.includes('PostgreSQL') ? `${(rate / median(one!.rates)).toFixed(2)} ×` : '';
  console.log(
    [
      what.padEnd(34),
      `${rate.toFixed(0)} events/s`.padStart(15),
      against.padStart(7),
      `server ${median(server).toFixed(0)} µs`,
      `database ${median(database).toFixed(0)} µs an event`,
      latency,
    ].join('  '),
  );
}
