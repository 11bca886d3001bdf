import { execFile } from 'node:child_process';
import { cpus, totalmem, type } from 'node:os';
import { promisify } from 'node:util';
import type { Load, Measured } from './load-client.ts';

const exec = promisify(execFile);
const LOAD_CLIENT = new URL('./load-client.ts', import.meta.url).pathname;

/** One line of the table. `value` is compared with `limit` as `holds` says. */
export interface Figure {
  what: string;
  value: number;
  unit: '×' | 's' | 'ms' | 'ms/s' | '/s' | 'MB' | 'kB' | '%' | '';
  limit: number;
  holds: 'at least' | 'at most';
  detail: string;
}

export async function measureLoad(load: Load): Promise<Measured> {
  const { stdout } = await exec(process.execPath, [LOAD_CLIENT, JSON.stringify(load)]);
  const measured = JSON.parse(stdout) as Measured;
  if (measured.unexpected > 0) {
    throw new Error(`${measured.unexpected} of ${measured.requests} answers were not ${load.expect_status}.`);
  }
  return measured;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The value that so many of them (0 to 1) do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!;
}

/** Runs the contenders in turn, so that a noisy minute falls on all of them. A first round, not counted, warms them up. */
export async function interleaved<K extends string>(
  rounds: number,
  contenders: Record<K, () => Promise<number>>,
): Promise<Record<K, number>> {
  const results = Object.fromEntries(Object.keys(contenders).map((name) => [name, [] as number[]])) as Record<
    K,
    number[]
  >;
  for (let round = 0; round <= rounds; round++) {
    for (const name of Object.keys(contenders) as K[]) {
      const result = await contenders[name]();
      if (round > 0) results[name].push(result);
    }
  }
  return Object.fromEntries(
    Object.entries<number[]>(results).map(([name, values]) => [name, median(values)]),
  ) as Record<K, number>;
}

export function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${memory} GiB, ${type()}, Node ${process.versions.node}`;
}

export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    holds(figure) ? '✓' : '✗',
    figure.what,
    `${figure.value.toFixed(2)} ${figure.unit}`.trim(),
    `${figure.holds === 'at least' ? '≥' : '≤'} ${figure.limit} ${figure.unit}`.trim(),
    figure.detail,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}

export function holds(figure: Figure): boolean {
  return figure.holds === 'at least' ? figure.value >= figure.limit : figure.value <= figure.limit;
}
