import { glob, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ERROR_STATUS } from '../../../src/contract/errors.ts';
import { pathOf } from '../../../src/server/http/register.ts';
import { allRoutes } from '../../../src/server/routes.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
let series: Map<string, string>;
beforeAll(async () => {
  server = await startTestServer();
  await server.call('POST', '/events', { body: { user_id: 'ada', type: 'lesson' } });
  server.parts.metrics.delivery('succeeded', 0.1);
  server.clock.advance(1000);
  const { text } = await server.call('GET', '//metrics', { as: null });
  series = new Map(
    [...text.matchAll(/^(hatched_\w+?)(\{[^}]*\})? [\d.e+-]+$/gm)].map(([, name, labels = '']) => [name!, labels]),
  );
});
afterAll(() => server.close());

const read = (path: string) => readFile(new URL(`../../../docs/${path}`, import.meta.url), 'utf8');
const namesIn = (text: string) => new Set([...text.matchAll(/\bhatched_[a-z_]+\b/g)].map(([name]) => name));

test.each(['deploy/alerts.yml', 'deploy/grafana.json', 'operating.md'])(
  '%s names figures that there are',
  async (path) => {
    const all = [...series.keys()];
    for (const name of namesIn(await read(path))) {
      // In texts a histogram goes by its own name.
      const there = all.some((one) => one === name || one === `${name}_count`);
      expect([name, there]).toEqual([name, true]);
    }
  },
);

test('every figure is in the runbook', async () => {
  const named = namesIn(await read('operating.md'));
  const figures = new Set([...series.keys()].map((name) => name.replace(/_(bucket|sum|count)$/, '')));
  expect(figures.size).toBeGreaterThan(10);
  for (const figure of figures) expect([figure, named.has(figure)]).toEqual([figure, true]);
});

test('every code that callers are told is in the runbook', async () => {
  const runbook = await read('operating.md');
  const section = runbook.slice(runbook.indexOf('### What callers are told')).split('\n### ')[0]!;
  for (const code of Object.keys(ERROR_STATUS)) expect([code, section.includes(`\`${code}\``)]).toEqual([code, true]);
});

test('the labels that rules and panels choose by are there', async () => {
  const files = (await read('deploy/alerts.yml')) + (await read('deploy/grafana.json'));
  for (const [, name, chosen] of files.matchAll(/\b(hatched_[a-z_]+)\{([^}]*)\}/g))
    for (const [, label] of chosen!.matchAll(/(\w+)[=!]/g)) expect(series.get(name!)).toContain(`${label}=`);
  for (const [, label, , name] of files.matchAll(/by \((\w+)\) \((rate\()?(hatched_[a-z_]+)/g))
    expect(series.get(name!)).toContain(`${label}=`);
});

test('how long answers take is judged without the calls that wait for something', async () => {
  const waiting = allRoutes(server.parts)
    .filter(({ query }) => JSON.stringify(query?.toJSONSchema() ?? {}).includes('wait_ms'))
    .map(pathOf);
  expect(waiting.length).toBeGreaterThan(1);
  for (const path of ['deploy/alerts.yml', 'deploy/grafana.json']) {
    const buckets = [...(await read(path)).matchAll(/_duration_seconds_bucket(\{[^}]*\})?/g)];
    expect(buckets.length).toBeGreaterThan(0);
    for (const [, chosen = ''] of buckets) {
      const left_out = /route!~\\?"([^"\\]*)\\?"/.exec(chosen)?.[1];
      expect([path, chosen, left_out]).toEqual([path, chosen, expect.any(String)]);
      for (const route of waiting) expect(route).toMatch(new RegExp(`^(?:${left_out})$`));
    }
  }
});

test('every alert has its paragraph in the runbook', async () => {
  const runbook = await read('operating.md');
  const alerts = [...(await read('deploy/alerts.yml')).matchAll(/alert: (\w+)/g)].map(([, name]) => name!);
  expect(alerts.length).toBeGreaterThan(5);
  for (const alert of alerts) expect([alert, runbook.includes(`\`${alert}\``)]).toEqual([alert, true]);
});

/** What the server writes on these levels, up to where the sentence goes on. */
async function linesOfTheLog(levels: string): Promise<Set<string>> {
  const lines = new Set<string>();
  const root = new URL('../../../src/server/', import.meta.url);
  for await (const file of glob('**/*.ts', { cwd: root })) {
    const text = await readFile(new URL(file, root), 'utf8');
    for (const [, call] of text.matchAll(new RegExp(`\\blog\\.(?:${levels})\\(([^]*?)\\);?\\n`, 'g'))) {
      const said = [...call!.matchAll(/'([^'\n]{5,})'/g)].at(-1)?.[1];
      expect([file, call, said]).toEqual([file, call, expect.any(String)]);
      lines.add(said!.split(/[:;,]| with the digest| of the webhooks/)[0]!.replace(/\.$/, ''));
    }
  }
  return lines;
}

test('every warning and error of the log is in the runbook, which names no others', async () => {
  const runbook = await read('operating.md');
  const lines = await linesOfTheLog('warn|error');
  expect(lines.size).toBeGreaterThan(25);
  for (const line of lines) expect([line, runbook.includes(`\`${line}`)]).toEqual([line, true]);
  const rows = runbook.slice(runbook.indexOf('### Other lines')).split('\n## ')[0]!.split('\n');
  const named = rows.filter((row) => row.startsWith('| `')).flatMap((row) => row.split(' | ')[0]!.match(/`[^`]+`/g)!);
  for (const name of named) {
    const isThere = [...lines].some((line) => name.slice(1, -1).startsWith(line));
    expect([name, isThere]).toEqual([name, true]);
  }
});

test('so is what the log tells besides', async () => {
  const runbook = await read('operating.md');
  const lines = await linesOfTheLog('info');
  expect(lines.size).toBeGreaterThan(7);
  for (const line of lines) expect([line, runbook.includes(`\`${line}`)]).toEqual([line, true]);
});

test('the dashboard is a dashboard', async () => {
  const { panels, uid } = JSON.parse(await read('deploy/grafana.json')) as {
    panels: { title: string; targets: { expr: string }[] }[];
    uid: string;
  };
  expect(uid).toBe('hatched-buddy');
  for (const { title, targets } of panels)
    expect([title, targets.every(({ expr }) => expr.length > 0)]).toEqual([title, true]);
});
