import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { startRealServer, temporaryDirectory } from '../support/real-server.ts';
import { type Figure, median } from './measure.ts';

const SETTLE_MS = 3000;

/** From the process's start to its first answer, and what it holds when nothing happens. The second boot: the first seeds. */
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
  return [
    {
      what: 'start to listening',
      value: median(seconds),
      unit: 's',
      limit: 0.6,
      holds: 'at most',
      detail: 'demo workspace, second boot',
    },
    { what: 'idle memory', value: median(megabytes), unit: 'MB', limit: 120, holds: 'at most', detail: 'resident' },
  ];
}

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) / 1024;
}
