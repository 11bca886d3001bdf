import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runJobs } from '../jobs/index.ts';
import { readSettings } from '../settings.ts';
import { buildParts, localUrl, startServer } from '../start.ts';
import { MovedClock } from './moved-clock.ts';
import { type SentWebhook, startReceiver } from './webhooks.ts';

export type { SentWebhook } from './webhooks.ts';

/** How often the clock follows the real one, in milliseconds. */
const FOLLOW_MS = 50;

export interface TestServerOptions {
  /** A configuration to publish before the first call; the document that `POST /config/publish` takes. */
  config?: object;
  /** What the clock says at the start; default: the real time. */
  now?: Date;
}

/** A length of time; what is given is added up. */
export interface Span {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
}

export interface TestClock {
  now(): Date;
  /** Moves on by that long, and waits until what is due by then is done: streaks end, boards close, moods change. */
  advance(span: Span): Promise<void>;
  /** The same up to a time, which must not be past. */
  advanceTo(time: Date): Promise<void>;
}

export interface TestServer {
  /** `http://127.0.0.1:<port>`; calls go to `${url}/api/v1`. */
  url: string;
  /** Of the test world. */
  secretKey: string;
  publishableKey: string;
  /** Runs along with the real one until it is moved, and from there on. */
  clock: TestClock;
  /** What the server has sent, whatever it was; each is signed with `webhookSecret`. */
  webhooks: readonly SentWebhook[];
  webhookSecret: string;
  /** The first webhook of that name that `fits`, of those that were sent or will be. */
  nextWebhook(event: string, fits?: (webhook: SentWebhook) => boolean): Promise<SentWebhook>;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts the real server on a free port of this machine, on an empty database of its own in a temporary directory. */
export async function startTestServer({ config, now = new Date() }: TestServerOptions = {}): Promise<TestServer> {
  const directory = await mkdtemp(join(tmpdir(), 'hatched-test-'));
  const secretKey = `hatch_test_${randomBytes(20).toString('hex')}`;
  const publishableKey = `hatch_pk_${randomBytes(20).toString('hex')}`;
  const settings = readSettings({
    PORT: '0',
    DATA_DIR: directory,
    HATCHED_BOOTSTRAP_SECRET_KEY: secretKey,
    HATCHED_BOOTSTRAP_PUBLISHABLE_KEY: publishableKey,
    HATCHED_ALLOW_PRIVATE_WEBHOOKS: '1',
    HATCHED_RATE_LIMIT: 'off',
    HATCHED_LOG_LEVEL: 'silent',
  });
  const clock = new MovedClock(now.getTime());
  const parts = await buildParts(settings, { clock: clock.now, timers: clock });
  const { app, close } = await startServer(parts);
  const stopFollowing = follow(clock);
  const advance = async (ms: number) => {
    if (!(ms >= 0)) throw new RangeError('The clock of a test server only moves on: give a time that is not past.');
    clock.advance(ms);
    await runJobs(parts);
  };
  const receiver = await startReceiver();
  const stop = async () => {
    stopFollowing();
    await close();
    receiver.close();
    await rm(directory, { recursive: true, force: true });
  };
  const url = localUrl(app);
  const prepared = prepare(url, secretKey, receiver.url, config);
  const webhookSecret = await prepared.catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    url,
    secretKey,
    publishableKey,
    clock: {
      now: () => new Date(clock.now()),
      advance: ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) =>
        advance((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000),
      advanceTo: (time) => advance(time.getTime() - clock.now()),
    },
    webhooks: receiver.webhooks,
    webhookSecret,
    nextWebhook: (event, fits = () => true) => receiver.next((webhook) => webhook.event === event && fits(webhook)),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function follow(clock: MovedClock): () => void {
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    const elapsed = Math.floor(now - last);
    last += elapsed;
    clock.advance(elapsed);
  }, FOLLOW_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Publishes the configuration, and has everything sent to the receiver. Answers the secret that webhooks are signed with. */
async function prepare(url: string, key: string, receiver: string, config: object | undefined): Promise<string> {
  const call = async (method: string, path: string, body: object) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`The configuration was refused: ${await answer.text()}`);
    return answer.json();
  };
  const endpoint = await call('POST', '/webhook-endpoints', { url: receiver, events: ['*'] });
  if (config) await call('POST', '/config/publish', { document: config });
  return (endpoint as { secret: string }).secret;
}
