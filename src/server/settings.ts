import { RATES } from './gate/rates.ts';

/** The first is the one in use, the others are on their way out. */
export type SigningSecrets = readonly [string, ...string[]];

/** The environment, read once and checked. */
export interface Settings {
  host: string;
  port: number;
  dataDir: string;
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  bootstrapSecretKey: string | undefined;
  bootstrapPublishableKey: string | undefined;
  /** The first signs and seals, all verify and open; at least 32 characters each. Undefined: generated into `dataDir`. */
  signingSecrets: SigningSecrets | undefined;
  /** The studio at `/`, and the first secret key kept for the quickstart. */
  demo: boolean;
  /** The origin of an app that the studio shows as a scene. */
  demoApp: string | undefined;
  allowPrivateWebhooks: boolean;
  /** An HTTP proxy that all webhooks go through. */
  webhookProxy: string | undefined;
  /** Deliveries of one endpoint that a process sends at once. */
  webhookConcurrency: number;
  /** Where the daily digest of webhooks is sent. */
  digestUrl: string | undefined;
  rateLimit: boolean;
  /** Calls a minute of one secret key. */
  secretKeyRate: number;
  /** Calls an hour that change something, of all tokens of one seat, by scope. */
  seatRate: number;
  /** How long deliveries that have ended can be looked at. */
  keepDeliveriesDays: number;
  /** Scheme and host under which the server is reached from outside; undefined: as each request says. */
  publicUrl: string | undefined;
  /** Believe `X-Forwarded-*`: the server is reached through a proxy only. */
  trustProxy: boolean;
  logLevel: LogLevel;
}

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A setting is missing or malformed. The message is one sentence that names it. */
export class SettingsError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SettingsError';
  }
}

export type Environment = Record<string, string | undefined>;

/** Throws a `SettingsError` for the first setting that does not fit. An empty value counts as unset. */
export function readSettings(environment: Environment): Settings {
  const read = (name: string) => environment[name]?.trim() || undefined;
  const setting = (name: string) => [name, read(name)] as const;
  const demo = flag(...setting('HATCHED_DEMO'), false);
  const databaseUrl = url(...setting('DATABASE_URL'), ['postgres:', 'postgresql:']);
  const signingSecrets = readSigningSecrets(read('HATCHED_SIGNING_SECRET'));
  if (databaseUrl && !signingSecrets) {
    throw new SettingsError(
      'HATCHED_SIGNING_SECRET must be set when DATABASE_URL is: every process has to sign tokens with the same secret of at least 32 characters.',
    );
  }
  return {
    host: read('HOST') ?? '127.0.0.1',
    port: number(...setting('PORT'), 8787, [0, 65535]),
    dataDir: read('DATA_DIR') ?? '.data',
    databaseUrl,
    redisUrl: url(...setting('REDIS_URL'), ['redis:', 'rediss:']),
    ...bootstrapKeys(read),
    signingSecrets,
    demo,
    demoApp: origin(...setting('HATCHED_DEMO_APP')),
    allowPrivateWebhooks: flag(...setting('HATCHED_ALLOW_PRIVATE_WEBHOOKS'), demo),
    webhookProxy: url(...setting('HATCHED_WEBHOOK_PROXY'), ['http:', 'https:']),
    webhookConcurrency: number(...setting('HATCHED_WEBHOOK_CONCURRENCY'), 64, [1, 1000]),
    digestUrl: url(...setting('HATCHED_DIGEST_URL'), ['https:', 'http:']),
    rateLimit: flag(...setting('HATCHED_RATE_LIMIT'), true),
    secretKeyRate: number(...setting('HATCHED_SECRET_KEY_RATE'), RATES.secret, [1, MOST_CALLS]),
    seatRate: number(...setting('HATCHED_SEAT_RATE'), RATES.seat, [1, MOST_CALLS]),
    keepDeliveriesDays: number(...setting('HATCHED_KEEP_DELIVERIES_DAYS'), 90, [1, 3650], 'a number of days'),
    publicUrl: origin(...setting('HATCHED_PUBLIC_URL')),
    trustProxy: flag(...setting('HATCHED_TRUST_PROXY'), false),
    logLevel: logLevel(read('HATCHED_LOG_LEVEL')),
  };
}

/** A minute or an hour. */
const MOST_CALLS = 10_000_000;

function number(
  name: string,
  text: string | undefined,
  otherwise: number,
  [least, most]: readonly [least: number, most: number],
  what = 'a number',
): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new SettingsError(`${name} must be ${what} from ${least} to ${most}, not "${text}".`);
}

function flag(name: string, text: string | undefined, otherwise: boolean): boolean {
  if (text === undefined) return otherwise;
  if (/^(1|true|on|yes)$/i.test(text)) return true;
  if (/^(0|false|off|no)$/i.test(text)) return false;
  throw new SettingsError(`${name} must be 1 or 0, not "${text}".`);
}

/** A URL may hold a password: the messages never repeat it. */
function url(name: string, text: string | undefined, protocols: string[]): string | undefined {
  if (text === undefined) return undefined;
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
    throw new SettingsError(`${name} must be a URL that starts with ${protocols[0]}//.`);
  }
  return text;
}

function origin(name: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const parsed = URL.canParse(text) ? new URL(text) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.href !== `${parsed.origin}/`) {
    throw new SettingsError(`${name} must be a scheme and a host alone, like https://buddy.example.com.`);
  }
  return parsed.origin;
}

const SECRET_LENGTH = 32;
export const SHORT_SECRET = `HATCHED_SIGNING_SECRET must have at least ${SECRET_LENGTH} characters, each of several that commas separate.`;

/** A single secret may hold a comma, from before there could be several: then one part is too short to be a secret. */
function readSigningSecrets(text: string | undefined): SigningSecrets | undefined {
  if (text === undefined) return undefined;
  if (text.length < SECRET_LENGTH) throw new SettingsError(SHORT_SECRET);
  const [first, ...others] = text.split(',').map((secret) => secret.trim());
  const areSeveral = [first!, ...others].every((secret) => secret.length >= SECRET_LENGTH);
  return areSeveral ? [first!, ...others] : [text];
}

function logLevel(text: string | undefined): LogLevel {
  if (text === undefined) return 'info';
  const level = LOG_LEVELS.find((known) => known === text);
  if (!level) throw new SettingsError(`HATCHED_LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, not "${text}".`);
  return level;
}

function bootstrapKeys(
  read: (name: string) => string | undefined,
): Pick<Settings, 'bootstrapSecretKey' | 'bootstrapPublishableKey'> {
  const bootstrapSecretKey = read('HATCHED_BOOTSTRAP_SECRET_KEY');
  const bootstrapPublishableKey = read('HATCHED_BOOTSTRAP_PUBLISHABLE_KEY');
  if (bootstrapSecretKey && !/^hatch_(live|test)_[A-Za-z0-9]{32,200}$/.test(bootstrapSecretKey)) {
    throw new SettingsError(
      'HATCHED_BOOTSTRAP_SECRET_KEY must be hatch_live_ or hatch_test_ and at least 32 letters and digits.',
    );
  }
  if (bootstrapPublishableKey && !/^hatch_pk_[A-Za-z0-9]{32,200}$/.test(bootstrapPublishableKey)) {
    throw new SettingsError('HATCHED_BOOTSTRAP_PUBLISHABLE_KEY must be hatch_pk_ and at least 32 letters and digits.');
  }
  if (bootstrapPublishableKey && !bootstrapSecretKey) {
    throw new SettingsError(
      'HATCHED_BOOTSTRAP_PUBLISHABLE_KEY needs HATCHED_BOOTSTRAP_SECRET_KEY beside it, which says whether both belong to the live or the test world.',
    );
  }
  return { bootstrapSecretKey, bootstrapPublishableKey };
}
