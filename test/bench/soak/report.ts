import type { DatabaseKind } from '../../support/databases.ts';
import { percentile } from '../measure.ts';
import type { Timed } from './open-loop.ts';
import type { Troubles } from './trouble.ts';

export interface Phase {
  name: string;
  timed: Timed[];
}

const at = (times: number[], share: number): string => (times.length === 0 ? '–' : percentile(times, share).toFixed(1));

export function latencyTable(phases: readonly Phase[]): string {
  const kinds = [...new Set(phases.flatMap(({ timed }) => timed.map(({ kind }) => kind)))].toSorted();
  const rows = kinds.map((kind) => [
    kind,
    ...phases.map(({ timed }) => {
      const times = timed.filter((one) => one.kind === kind).map(({ ms }) => ms);
      return `${at(times, 0.5)} / ${at(times, 0.99)}`;
    }),
  ]);
  return table([['p50 / p99 ms', ...phases.map(({ name }) => name)], ...rows]);
}

export function codeTable(phases: readonly Phase[]): string {
  const codes = [...new Set(phases.flatMap(({ timed }) => timed.map(({ code }) => code)))].toSorted();
  const count = ({ timed }: Phase, code: string) => String(timed.filter((one) => one.code === code).length);
  return table([
    ['answers', ...phases.map(({ name }) => name)],
    ...codes.map((code) => [code, ...phases.map((phase) => count(phase, code))]),
  ]);
}

/** What the third phase had to bear, and what was not there to be disturbed. */
export function troubleLine(kind: DatabaseKind, { connections, cuts, hangs }: Troubles): string {
  const cut =
    kind === 'sqlite' ? 'SQLite has no connections to kill' : `all connections to PostgreSQL killed ${cuts} ×`;
  const hung =
    hangs > 0 ? `Redis hung ${hangs} × for 6 s` : 'no Redis to hang (TEST_REDIS_URL, or install redis-server)';
  return `during: ${connections} connections of bad company; ${cut}; ${hung}`;
}

export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join('   ')).join('\n');
}
