import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { startRealServer, startWithLingua, temporaryDirectory } from '../support/real-server.ts';
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
    { what: 'idle memory', value: median(megabytes), unit: 'MB', limit: 120, holds: 'at most', detail: 'resident' },
    {
      what: 'first start of npm start',
      value: median(first),
      unit: 's',
      limit: 2,
      holds: 'at most',
      detail: 'built before; until server and example app can be opened',
    },
  ];
}

/** Each in a directory of its own. */
async function firstStarts(rounds: number): Promise<number[]> {
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const directory = await temporaryDirectory();
    const began = performance.now();
    const demo = await startWithLingua({ DATA_DIR: directory.path }, 'start.ts');
    seconds.push((performance.now() - began) / 1000);
    await demo.stop();
    await directory.remove();
  }
  return seconds;
}

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) / 1024;
}
