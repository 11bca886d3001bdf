import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createDatabase, DATABASE_KINDS, type DatabaseKind } from '../../support/databases.ts';
import { startPostgres } from '../../support/postgres.ts';
import { startRealServer, type RealServer } from '../../support/real-server.ts';
import { type Figure, median } from '../measure.ts';
import { call, TEN_RULES } from '../workspace.ts';
import { HISTORY_TYPE } from './history.ts';
import { openReader } from './reader.ts';
import type { Part } from './sender.ts';

const exec = promisify(execFile);
const SENDER = new URL('./sender.ts', import.meta.url).pathname;

/**
 * History that is sent in batches. `HATCHED_GROWTH=events,buddies` says how much of it; the whole is a million events over
 * 20,000 buddies. `HATCHED_GROWTH_ON=sqlite` or `postgres` measures that one alone.
 */
const [EVENTS, BUDDIES] = (process.env['HATCHED_GROWTH'] ?? '30000,1000').split(',').map(Number) as [number, number];
const ON = process.env['HATCHED_GROWTH_ON'];
const IDLE_MS = 3000;
const LOOK_MS = 250;

interface Grown {
  figures: Figure[];
  /** Buddies a second. */
  hatched: number;
  drawn: number;
}

export async function benchGrowth(): Promise<Figure[]> {
  const postgres = await startPostgres({ durable: true });
  process.env['TEST_DATABASE_URL'] = postgres.url;
  try {
    const kinds = DATABASE_KINDS.filter((kind) => ON === undefined || kind === ON);
    const grown = new Map<DatabaseKind, Grown>();
    for (const kind of kinds) grown.set(kind, await growthOn(kind));
    const figures = [...grown.values()].flatMap((one) => one.figures);
    const [sqlite, other] = [grown.get('sqlite'), grown.get('postgres')];
    return sqlite && other ? [...figures, ...comparing(other, sqlite)] : figures;
  } finally {
    await postgres.stop();
  }
}

function comparing(postgres: Grown, sqlite: Grown): Figure[] {
  const against = (what: string, key: 'hatched' | 'drawn') =>
    figure(`${what} on PostgreSQL against SQLite`, postgres[key] / sqlite[key], '×', 0.5, {
      holds: 'at least',
      detail: `${postgres[key].toFixed(0)} against ${sqlite[key].toFixed(0)} buddies a second`,
    });
  return [
    against('hatching (egg, ready, hatch)', 'hatched'),
    against('from the first egg to the last picture', 'drawn'),
  ];
}

async function growthOn(kind: DatabaseKind): Promise<Grown> {
  const database = await createDatabase(kind);
  const server = await startRealServer({ HATCHED_RATE_LIMIT: 'off', HATCHED_DEMO: '0', ...database.environment });
  const { url } = server;
  const say = (text: string) => console.log(`${kind}: ${text} (load ${loadavg()[0]!.toFixed(1)})`);
  try {
    await call(url, 'PUT', '/config/draft', { ...TEN_RULES, leaderboards: [BOARD] });
    await call(url, 'POST', '/config/publish', {});
    const { hatched, drawn } = await hatchAll(server);
    say(`${hatched.toFixed(0)} hatched a second, ${drawn.toFixed(0)} drawn`);
    const reader = await openReader(url);
    await reader.during(pause(IDLE_MS));
    const idle = await reader.during(pause(IDLE_MS));
    const rates: number[] = [];
    const slow: number[] = [];
    const busy: number[] = [];
    let peak = 0;
    const tenth = Math.floor(EVENTS / 10);
    const now = Date.now();
    for (let part = 0; part < 10; part++) {
      const before = await processorOf(server.pid);
      const sent = send({ url, events: EVENTS, buddies: BUDDIES, from: part * tenth, count: tenth, now });
      slow.push(...(await reader.during(sent)));
      rates.push(tenth / (await sent));
      busy.push(((await processorOf(server.pid)) - before) / tenth);
      peak = Math.max(peak, await memoryOf(server.pid));
      say(
        `${(part + 1) * tenth} events, ${rates.at(-1)!.toFixed(0)} a second, ${busy.at(-1)!.toFixed(0)} µs of processor time each`,
      );
    }
    const woken = untilNobodyIsDue(url);
    const waking = await reader.during(woken);
    const { most, per_second } = await woken;
    idle.push(...(await reader.during(pause(IDLE_MS))));
    const around = await timesOf(url, `/leaderboards/board?around=${reader.buddy_id}`, 50);
    const log = await timesOf(url, `/events?type=${HISTORY_TYPE}&limit=100`, 50);
    const bytes = kind === 'sqlite' ? (await stat(join(database.place.dataDir, 'hatched.db'))).size / EVENTS : null;
    const of = (times: number[]) =>
      `p50 ${median(times).toFixed(1)} ms, p99 ${at(times, 0.99).toFixed(1)} ms of ${times.length}`;
    const reads = (what: string, times: number[], limit: number, more = '') =>
      figure(`${kind}: ${what}, against idle`, median(times) / median(idle), '×', limit, { detail: of(times) + more });
    const figures = [
      figure(`${kind}: the last tenth of ${EVENTS} events against the first`, rates[9]! / rates[0]!, '×', 0.9, {
        holds: 'at least',
        detail: `${rates.map((rate) => rate.toFixed(0)).join(' ')} events/s, ${busy.map((each) => each.toFixed(0)).join(' ')} µs of the server's processor time each; memory at most ${peak.toFixed(0)} MB${bytes === null ? '' : `, ${bytes.toFixed(0)} bytes an event`}`,
      }),
      reads('a read of the state meanwhile', slow, 2, `; idle ${of(idle)}`),
      reads(`a read while ${BUDDIES} are woken`, waking, 2, `; ${most} due at most, ${per_second.toFixed(0)}/s`),
      reads(`around, of ${BUDDIES} buddies`, around, 3),
      reads('a page of events of a type', log, 15),
    ];
    return { figures, hatched, drawn };
  } finally {
    await server.kill();
    await database.drop();
  }
}

const BOARD = { key: 'board', label: 'Board', metric: 'coins_earned', window: 'all_time' };

function figure(
  what: string,
  value: number,
  unit: Figure['unit'],
  limit: number,
  { holds = 'at most', detail }: { holds?: Figure['holds']; detail: string },
): Figure {
  return { what, value, unit, limit, holds, detail };
}

/** How many a second: until the last was told that it hatches, and until the last was drawn. */
async function hatchAll({ url }: RealServer): Promise<Pick<Grown, 'hatched' | 'drawn'>> {
  const numbers = Array.from({ length: BUDDIES }, (_, n) => n);
  const started = performance.now();
  const rate = () => BUDDIES / ((performance.now() - started) / 1000);
  const hatchSome = async () => {
    for (let n = numbers.pop(); n !== undefined; n = numbers.pop()) {
      const { egg_id } = await call<{ egg_id: string }>(url, 'POST', '/eggs', { user_id: `user-${n}` });
      await call(url, 'PATCH', `/eggs/${egg_id}`, { status: 'ready' });
      await call(url, 'POST', `/eggs/${egg_id}/hatch`);
    }
  };
  await Promise.all(Array.from({ length: 32 }, hatchSome));
  const hatched = rate();
  while ((await gauge(url, 'operations_pending')) + (await gauge(url, 'operations_running')) > 0) await pause(LOOK_MS);
  return { hatched, drawn: rate() };
}

/** Answers in how many seconds. */
async function send(part: Part): Promise<number> {
  const { stdout } = await exec(process.execPath, [SENDER, JSON.stringify(part)]);
  return Number(stdout);
}

/** Everybody is due half a minute after the last past event. Waits for that, and until all are woken. */
async function untilNobodyIsDue(url: string): Promise<{ most: number; per_second: number }> {
  let most = 0;
  let began = 0;
  for (const end = Date.now() + 45_000; ; await pause(LOOK_MS)) {
    const due = await gauge(url, 'buddies_due');
    if (due > 0) began ||= performance.now();
    most = Math.max(most, due);
    if (due === 0 && Date.now() > end) break;
  }
  return { most, per_second: BUDDIES / ((performance.now() - began) / 1000) };
}

async function gauge(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = new RegExp(`^hatched_${name} (\\d+)$`, 'm').exec(text);
  if (!line) throw new Error(`No figure hatched_${name} at /metrics.`);
  return Number(line[1]);
}

async function timesOf(url: string, path: string, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < count; n++) {
    const started = performance.now();
    await call(url, 'GET', path);
    times.push(performance.now() - started);
  }
  return times;
}

const at = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;

/** Processor time so far, in µs, by the kernel's clock of 100 ticks a second; other work on the machine counts little here. */
async function processorOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) * 10_000;
}

/** Resident, in MB; of this machine's kind alone. */
async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
}
