import type { WebhookCrashReport } from './crash.ts';

const COLUMNS: [head: string, cell: (report: WebhookCrashReport) => string | number][] = [
  ['', ({ name }) => name],
  ['events', ({ events }) => events],
  ['kills', ({ kills }) => kills],
  ['owed', ({ owed }) => owed],
  ['succeeded', ({ succeeded }) => succeeded],
  ['failed', ({ failed }) => failed],
  ['requests', ({ requests }) => requests],
  ['lost', ({ lost }) => lost.length],
  ['owed twice', ({ owed_twice }) => owed_twice.length],
  ['two at once', ({ two_at_once }) => two_at_once.length],
  ['too early', ({ early }) => early.length],
  ['log disagrees', ({ disagreements }) => disagreements.length],
  ['seconds', ({ seconds }) => seconds.toFixed(0)],
];

export function tableOf(reports: readonly WebhookCrashReport[]): string {
  const rows = [COLUMNS.map(([head]) => head), ...reports.map((one) => COLUMNS.map(([, cell]) => String(cell(one))))];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))))
    .map((row) => row.join('  '))
    .join('\n');
}
