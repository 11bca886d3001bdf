import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { RealServer } from '../../support/real-server.ts';

/** What a process holds; memory in MB. */
export interface Held {
  megabytes: number;
  /** V8's heap, and how much of it is in use: of that, nobody can tell how much is garbage before it has been collected. */
  heap: number;
  heap_used: number;
  /** Buffers, and what else JavaScript holds outside of its heap. */
  external: number;
  /** Program and libraries, shared memory; null where the system does not say. */
  files: number | null;
  descriptors: number | null;
}

const BYTES = 1024 * 1024;
/** So that whoever asks for the second time sees the figures as they are now. */
export const RENDERED_EVERY_MS = 1100;

export async function heldBy({ url, pid }: RealServer): Promise<Held> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const gauge = (name: string) =>
    Math.round(Number(new RegExp(`^hatched_process_${name}_bytes (\\d+)`, 'm').exec(text)?.[1]) / BYTES);
  const descriptors = await readdir(`/proc/${pid}/fd`).then(
    (entries) => entries.length,
    () => null,
  );
  return {
    megabytes: gauge('resident_memory'),
    heap: gauge('heap'),
    heap_used: gauge('heap_used'),
    external: gauge('external'),
    files: await filesOf(pid),
    descriptors,
  };
}

async function filesOf(pid: number): Promise<number | null> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const sizes = [...text.matchAll(/^Rss(?:File|Shmem):\s+(\d+) kB/gm)].map(([, kilobytes]) => Number(kilobytes));
  return sizes.length === 0 ? null : Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1024);
}

/** What is neither heap nor Buffers nor files: SQLite's cache of pages, compiled code, and what the allocator keeps free. */
export const nativeOf = ({ megabytes, heap, external, files }: Held): number =>
  Math.max(0, megabytes - heap - external - (files ?? 0));

/** With it a process says where its inspector is once it has been asked to open it. */
export const INSPECTABLE = { NODE_OPTIONS: '--inspect-port=127.0.0.1:0' };

/** Has a server that was started `INSPECTABLE` collect all garbage, as an operator would: SIGUSR1, then a debugger. */
export async function collectGarbage({ pid, output }: RealServer): Promise<void> {
  process.kill(pid, 'SIGUSR1');
  let address: string | undefined;
  for (let look = 0; !address && look < 100; look++) {
    address = /Debugger listening on (ws:\S+)/.exec(output())?.[1];
    await pause(100);
  }
  if (!address) throw new Error('The server did not open its inspector.');
  const inspector = new WebSocket(address);
  await new Promise((resolve, reject) => {
    inspector.onopen = () => inspector.send(JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' }));
    inspector.onmessage = resolve;
    inspector.onerror = () => reject(new Error('The inspector of the server cannot be reached.'));
  });
  inspector.close();
  await pause(RENDERED_EVERY_MS);
}

/** Rows of a table: each kind of memory at each look. */
export function memoryRows(looks: readonly Held[]): string[][] {
  const row = (name: string, of: (held: Held) => number | null): string[] => [
    name,
    ...looks.map((held) => String(of(held) ?? '–')),
  ];
  return [
    row('memory, MB', ({ megabytes }) => megabytes),
    row('  V8’s heap', ({ heap }) => heap),
    row('    in use', ({ heap_used }) => heap_used),
    row('  Buffers', ({ external }) => external),
    row('  program', ({ files }) => files),
    row('  native', nativeOf),
    row('file descriptors', ({ descriptors }) => descriptors),
  ];
}

const MAY_GROW = 1.3;

/** Whether it came back, and where it is held where it did not. */
export function memoryVerdict({ before, after, collected }: Record<'before' | 'after' | 'collected', Held>): string {
  const times = (after.megabytes / before.megabytes).toFixed(2);
  if (after.megabytes <= before.megabytes * MAY_GROW)
    return `memory is back within ${MAY_GROW} × of before (${times} ×)`;
  return `memory is above ${MAY_GROW} × of before (${times} ×): ${whereMemoryIs(before, after, collected)}`;
}

/** Where it is that there is more than before. */
function whereMemoryIs(before: Held, after: Held, collected: Held): string {
  const more = (of: (held: Held) => number) => of(after) - of(before);
  return [
    `${more(({ heap }) => heap)} MB more in V8’s heap (${after.heap_used - collected.heap_used} MB of it were garbage, and a collection gave ${after.megabytes - collected.megabytes} MB back to the system)`,
    `${more(({ external }) => external)} MB more in Buffers`,
    `${more(nativeOf)} MB more in native memory (SQLite's pages, 32 MB at most, code, what the allocator keeps)`,
  ].join(', ');
}

export function larger(a: Held, b: Held): Held {
  return {
    ...(b.megabytes > a.megabytes ? b : a),
    descriptors: a.descriptors === null || b.descriptors === null ? null : Math.max(a.descriptors, b.descriptors),
  };
}
