import type { Timed } from './open-loop.ts';

export interface Phase {
  name: string;
  timed: Timed[];
}

const at = (sorted: number[], share: number): string =>
  sorted.length === 0 ? '–' : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1);

export function latencyTable(phases: readonly Phase[]): string {
  const kinds = [...new Set(phases.flatMap(({ timed }) => timed.map(({ kind }) => kind)))].toSorted();
  const rows = kinds.map((kind) => [
    kind,
    ...phases.map(({ timed }) => {
      const sorted = timed.filter((one) => one.kind === kind).map(({ ms }) => ms);
      sorted.sort((a, b) => a - b);
      return `${at(sorted, 0.5)} / ${at(sorted, 0.99)}`;
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

export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join('   ')).join('\n');
}
