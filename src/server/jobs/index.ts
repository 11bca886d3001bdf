import type { Millis } from '../../engine/index.ts';
import { drawDue, startWorker } from '../pictures/worker.ts';
import type { Parts } from '../context.ts';
import { closeLeaderboards } from '../leaderboards/close.ts';
import { sweep } from './sweep.ts';
import { sealAnew } from '../workspace/seal-anew.ts';
import { moveDue } from '../buddies/migration/worker.ts';
import { finishHatchings } from '../eggs/finish.ts';
import { wakeDueBuddies } from '../buddies/wake.ts';
import { sendDigest } from '../webhooks/health/digest.ts';

interface Job {
  name: string;
  everyMs: Millis;
  /** A long job asks between its steps whether it is to stop. */
  run: (parts: Parts, isStopped?: () => boolean) => Promise<unknown>;
}

/** Each may run in several processes at once. */
const JOBS: Job[] = [
  { name: 'wake-buddies', everyMs: 1000, run: (parts) => wakeDueBuddies(parts) },
  // Commits wake the worker; this finds the operations of a process that died.
  { name: 'draw', everyMs: 5000, run: drawDue },
  { name: 'finish-hatchings', everyMs: 1000, run: finishHatchings },
  { name: 'migrate-buddies', everyMs: 1000, run: moveDue },
  { name: 'close-leaderboards', everyMs: 60_000, run: (parts) => closeLeaderboards(parts) },
  { name: 'webhook-digest', everyMs: 600_000, run: (parts) => sendDigest(parts) },
  { name: 'sweep', everyMs: 600_000, run: (parts) => sweep(parts) },
  // A process that was started before the secrets changed still seals under the old one.
  { name: 'seal-anew', everyMs: 600_000, run: sealAnew },
];

export interface Jobs {
  /** Waits for what is under way. */
  stop(): Promise<void>;
}

/** Draws pictures, and does everything else that happens without a call, until it is stopped. */
export function startJobs(parts: Parts): Jobs {
  const worker = startWorker(parts);
  const repeating = JOBS.map((job) => repeat(parts, job));
  return {
    async stop() {
      await Promise.all([worker.stop(), ...repeating.map((job) => job.stop())]);
    },
  };
}

/** Every job once, in turn: what is due by now is done when this answers. */
export async function runJobs(parts: Parts): Promise<void> {
  for (const { run } of JOBS) await run(parts);
}

function repeat(parts: Parts, { name, everyMs, run }: Job): Jobs {
  let isStopped = false;
  let callOff = (): void => undefined;
  let running: Promise<void> = Promise.resolve();

  function wait(): void {
    if (!isStopped) callOff = parts.timers.after(everyMs, () => (running = once()));
  }

  async function once(): Promise<void> {
    try {
      await run(parts, () => isStopped);
    } catch (error) {
      parts.log.warn({ err: error, job: name }, 'A job failed; it runs again');
    }
    wait();
  }

  wait();
  return {
    async stop() {
      isStopped = true;
      callOff();
      await running;
    },
  };
}
