import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../../../contract/errors.ts';
import type { DrawingAnswer, DrawingJob, DrawingResult } from './child.ts';

/** Compiled, it is a `.js`, as this file is. */
const CHILD = fileURLToPath(new URL(`child${extname(import.meta.url)}`, import.meta.url));
/** Jobs in each of the two queues. */
const MOST_WAITING = 200;
/** An upload gets less time than a picture: a picture may hold four uploads and the buddy. */
const JOB_LIMIT_MS = { normalise: 2_000, trial: 2_000, png: 5_000 } satisfies Record<DrawingJob['kind'], number>;
const START_LIMIT_MS = 20_000;
const IDLE_MS = 60_000;

/** The picture cannot be drawn. The message says why, as the second half of a sentence, and is for whoever sent it. */
export class Undrawable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Undrawable';
  }
}

interface QueuedJob {
  job: DrawingJob;
  resolve(result: DrawingResult): void;
  reject(error: Error): void;
}

/**
 * Drawing happens in a process of its own: the library aborts on some valid pictures, and a customer's upload must not
 * end the server. One job at a time; the process starts with the first and ends when there has been none for a minute.
 */
let child: ChildProcess | undefined;
let isReady = false;
let current: QueuedJob | undefined;
/** Anybody may ask for PNGs, and each takes a while. So customers' uploads have a queue of their own, which goes first. */
const uploads: QueuedJob[] = [];
const pngs: QueuedJob[] = [];
let timer: NodeJS.Timeout | undefined;

/** @throws Undrawable, or a Refusal where too many wait */
export async function drawPng(svg: string, width: number): Promise<Buffer> {
  const result = await add({ kind: 'png', svg, width });
  if (!('png' in result)) throw new TypeError('The drawing process answered something else than a PNG.');
  return Buffer.from(result.png);
}

/** Draws it and checks whether anything is visible: the library leaves out what it cannot read. Throws as `drawPng`. */
export async function isBlank(svg: string, width: number): Promise<boolean> {
  const result = await add({ kind: 'trial', svg, width });
  if (!('isBlank' in result)) throw new TypeError('The drawing process answered something else than a trial.');
  return result.isBlank;
}

/** The same picture as shapes, paints and masks, and nothing else. Throws as `drawPng`. */
export async function normaliseSvg(svg: string): Promise<{ svg: string; width: number; height: number }> {
  const result = await add({ kind: 'normalise', svg });
  if (!('svg' in result)) throw new TypeError('The drawing process answered something else than an SVG.');
  return result;
}

function add(job: DrawingJob): Promise<DrawingResult> {
  const waiting = job.kind === 'png' ? pngs : uploads;
  if (waiting.length >= MOST_WAITING) {
    return Promise.reject(
      new Refusal('service_unavailable', 'Too many pictures are being drawn. Try again in a moment.'),
    );
  }
  return new Promise((resolve, reject) => {
    waiting.push({ job, resolve, reject });
    next();
  });
}

function next(): void {
  if (current) return;
  clearTimeout(timer);
  current = uploads.shift() ?? pngs.shift();
  if (!current) {
    timer = setTimeout(stop, IDLE_MS).unref();
    return;
  }
  const running = (child ??= start());
  hold(running);
  if (isReady) send(running, current.job);
  else timer = setTimeout(() => running.kill('SIGKILL'), START_LIMIT_MS);
}

/** The time limit starts here, without the start of the process, which may take as long on a busy machine. */
function send(running: ChildProcess, job: DrawingJob): void {
  clearTimeout(timer);
  timer = setTimeout(() => running.kill('SIGKILL'), JOB_LIMIT_MS[job.kind]);
  running.send(job);
}

/** By signal: this module ends a process that takes too long, and memory-limit.ts one that takes too much memory. */
const PROBLEMS: Partial<Record<string, string>> = {
  SIGKILL: 'it takes too long to draw',
  SIGTERM: 'it takes too much memory to draw',
};

function start(): ChildProcess {
  isReady = false;
  const started = fork(CHILD, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // It parses untrusted files: it gets no secrets, and its heap is limited (memory-limit.ts limits the rest).
    env: {},
    execArgv: ['--max-old-space-size=256'],
  });
  started.on('message', (message: 'ready' | DrawingAnswer) => {
    if (child !== started) return;
    if (message !== 'ready') return end(message);
    isReady = true;
    if (current) send(started, current.job);
  });
  started.on('error', (error) => lost(started, error.message));
  started.on('exit', (_code, signal) =>
    lost(started, PROBLEMS[signal ?? ''] ?? 'it is built in a way that cannot be drawn'),
  );
  return started;
}

function lost(process: ChildProcess, problem: string): void {
  if (child !== process) return;
  child = undefined;
  end({ problem });
}

function end(answer: DrawingAnswer): void {
  const ended = current;
  current = undefined;
  if (child) release(child);
  if (ended && 'result' in answer) ended.resolve(answer.result);
  else if (ended && 'problem' in answer) ended.reject(new Undrawable(answer.problem));
  next();
}

function stop(): void {
  const idle = child;
  child = undefined;
  idle?.disconnect();
}

/** A process that draws keeps the server running; an idle one does not. */
function hold(process: ChildProcess): void {
  process.ref();
  process.channel?.ref();
}

function release(process: ChildProcess): void {
  process.unref();
  process.channel?.unref();
}
