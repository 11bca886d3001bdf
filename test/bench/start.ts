import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { startRealServer, startWithLingua, temporaryDirectory } from '../support/real-server.ts';
import { LEARNER } from '../../demo/lingua/learners.ts';
import { type Figure, median } from './measure.ts';

const SETTLE_MS = 3000;

/** From the process's start to its first answer, and what it holds when nothing happens: a second boot. Then all of `npm start`. */
export async function benchStart(rounds: number): Promise<Figure[]> {
  const directory = await temporaryDirectory();
  const environment = { DATA_DIR: directory.path };
  await (await startRealServer(environment)).stop();
  const seconds: number[] = [];
  const megabytes: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    const server = await startRealServer(environment);
    seconds.push((performance.now() - began) / 1000);
    await fetch(`${server.url}/health/ready`);
    await pause(SETTLE_MS);
    megabytes.push(await residentMegabytes(server.pid));
    await server.stop();
  }
  await directory.remove();
  const first = await firstStarts(rounds);
  return [
    {
      what: 'start to listening',
      value: median(seconds),
      unit: 's',
      limit: 0.6,
      holds: 'at most',
      detail: 'the server alone, second boot',
    },
    { what: 'idle memory', value: median(megabytes), unit: 'MB', limit: 150, holds: 'at most', detail: 'resident' },
    {
      what: 'first start of npm start',
      value: median(first.map(({ printed }) => printed)),
      unit: 's',
      limit: 2,
      holds: 'at most',
      detail: 'built before; until server and example app can be opened',
    },
    {
      what: 'a visitor of the example app, first start',
      value: median(first.map(({ visited }) => visited)),
      unit: 's',
      limit: 3,
      holds: 'at most',
      detail: 'from the same start, with a history of two weeks',
    },
  ];
}

/** Each in a directory of its own: when the addresses are printed, and when who opened the app at once has a buddy. */
async function firstStarts(rounds: number): Promise<{ printed: number; visited: number }[]> {
  const starts: { printed: number; visited: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const directory = await temporaryDirectory();
    const began = performance.now();
    const seconds = () => (performance.now() - began) / 1000;
    const demo = await startWithLingua({ DATA_DIR: directory.path }, 'start.ts');
    const printed = seconds();
    const visit = await fetch(`${demo.app}/demo/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user_id: LEARNER }),
    });
    if (!visit.ok) throw new Error(`The visitor was answered ${visit.status}: ${await visit.text()}`);
    starts.push({ printed, visited: seconds() });
    await demo.stop();
    await directory.remove();
  }
  return starts;
}

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) / 1024;
}
