import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { inHome } from '../../src/build/paths.ts';
import { readSettings, SettingsError, type Environment } from '../../src/server/settings.ts';

const LONG = 'x'.repeat(40);

test('nothing set', () => {
  expect(readSettings({})).toEqual({
    host: '127.0.0.1',
    port: 8787,
    dataDir: '.data',
    databaseUrl: undefined,
    redisUrl: undefined,
    bootstrapSecretKey: undefined,
    bootstrapPublishableKey: undefined,
    signingSecrets: undefined,
    demo: false,
    demoApp: undefined,
    allowPrivateWebhooks: false,
    webhookProxy: undefined,
    webhookConcurrency: 64,
    digestUrl: undefined,
    rateLimit: true,
    secretKeyRate: 6000,
    seatRate: 2000,
    keepDeliveriesDays: 90,
    publicUrl: undefined,
    trustProxy: false,
    logLevel: 'info',
  });
});

test('everything set', () => {
  const settings = readSettings({
    PORT: '0',
    HOST: '::',
    DATA_DIR: '/var/lib/hatched',
    DATABASE_URL: 'postgres://user:password@db/hatched',
    REDIS_URL: 'rediss://cache:6379',
    HATCHED_BOOTSTRAP_SECRET_KEY: `hatch_live_${LONG}`,
    HATCHED_BOOTSTRAP_PUBLISHABLE_KEY: `hatch_pk_${LONG}`,
    HATCHED_SIGNING_SECRET: LONG,
    HATCHED_DEMO: '1',
    HATCHED_DEMO_APP: 'http://127.0.0.1:8788/',
    HATCHED_RATE_LIMIT: 'off',
    HATCHED_SECRET_KEY_RATE: '60000',
    HATCHED_SEAT_RATE: '100',
    HATCHED_KEEP_DELIVERIES_DAYS: '30',
    HATCHED_PUBLIC_URL: 'https://buddy.example.com/',
    HATCHED_TRUST_PROXY: 'on',
    HATCHED_LOG_LEVEL: 'debug',
  });
  expect(settings).toMatchObject({
    port: 0,
    demo: true,
    demoApp: 'http://127.0.0.1:8788',
    allowPrivateWebhooks: true,
    rateLimit: false,
    secretKeyRate: 60_000,
    seatRate: 100,
    keepDeliveriesDays: 30,
    publicUrl: 'https://buddy.example.com',
    trustProxy: true,
  });
});

test('signing secrets are several where each is long enough', () => {
  const read = (HATCHED_SIGNING_SECRET: string) => readSettings({ HATCHED_SIGNING_SECRET }).signingSecrets;
  expect(read(LONG)).toEqual([LONG]);
  expect(read(`${LONG}, the older secret, not used for long`)).toEqual([
    `${LONG}, the older secret, not used for long`,
  ]);
  expect(read(`new${LONG},${LONG} ,old${LONG}`)).toEqual([`new${LONG}`, LONG, `old${LONG}`]);
});

test('an empty value is no value', () => {
  expect(readSettings({ PORT: '', HATCHED_SIGNING_SECRET: ' ', DATABASE_URL: '' })).toEqual(readSettings({}));
});

test('the demo may keep webhooks off private addresses', () => {
  const settings = readSettings({ HATCHED_DEMO: '1', HATCHED_ALLOW_PRIVATE_WEBHOOKS: '0' });
  expect(settings).toMatchObject({ demo: true, allowPrivateWebhooks: false });
});

describe('a malformed setting stops the start with one sentence that names it', () => {
  const cases: [setting: string, environment: Environment][] = [
    ['PORT', { PORT: 'http' }],
    ['PORT', { PORT: '65536' }],
    ['PORT', { PORT: '-1' }],
    ['PORT', { PORT: '80.5' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://db', HATCHED_SIGNING_SECRET: LONG }],
    ['DATABASE_URL', { DATABASE_URL: 'db', HATCHED_SIGNING_SECRET: LONG }],
    ['HATCHED_SIGNING_SECRET', { DATABASE_URL: 'postgres://db/hatched' }],
    ['HATCHED_SIGNING_SECRET', { HATCHED_SIGNING_SECRET: 'short' }],
    ['REDIS_URL', { REDIS_URL: 'localhost:6379' }],
    ['HATCHED_BOOTSTRAP_SECRET_KEY', { HATCHED_BOOTSTRAP_SECRET_KEY: 'secret' }],
    ['HATCHED_BOOTSTRAP_SECRET_KEY', { HATCHED_BOOTSTRAP_SECRET_KEY: `hatch_pk_${LONG}` }],
    ['HATCHED_BOOTSTRAP_SECRET_KEY', { HATCHED_BOOTSTRAP_SECRET_KEY: 'hatch_live_tooshort' }],
    ['HATCHED_BOOTSTRAP_SECRET_KEY', { HATCHED_BOOTSTRAP_SECRET_KEY: `hatch_live_${LONG}-` }],
    ['HATCHED_BOOTSTRAP_PUBLISHABLE_KEY', { HATCHED_BOOTSTRAP_PUBLISHABLE_KEY: `hatch_pk_${LONG}` }],
    [
      'HATCHED_BOOTSTRAP_PUBLISHABLE_KEY',
      { HATCHED_BOOTSTRAP_SECRET_KEY: `hatch_live_${LONG}`, HATCHED_BOOTSTRAP_PUBLISHABLE_KEY: `hatch_live_${LONG}` },
    ],
    ['HATCHED_DEMO', { HATCHED_DEMO: 'maybe' }],
    ['HATCHED_DEMO_APP', { HATCHED_DEMO_APP: '127.0.0.1:8788' }],
    ['HATCHED_DEMO_APP', { HATCHED_DEMO_APP: 'http://127.0.0.1:8788"><script>' }],
    ['HATCHED_ALLOW_PRIVATE_WEBHOOKS', { HATCHED_ALLOW_PRIVATE_WEBHOOKS: '2' }],
    ['HATCHED_RATE_LIMIT', { HATCHED_RATE_LIMIT: '100' }],
    ['HATCHED_TRUST_PROXY', { HATCHED_TRUST_PROXY: '10.0.0.1' }],
    ['HATCHED_SECRET_KEY_RATE', { HATCHED_SECRET_KEY_RATE: '0' }],
    ['HATCHED_SECRET_KEY_RATE', { HATCHED_SECRET_KEY_RATE: 'many' }],
    ['HATCHED_SEAT_RATE', { HATCHED_SEAT_RATE: '0' }],
    ['HATCHED_KEEP_DELIVERIES_DAYS', { HATCHED_KEEP_DELIVERIES_DAYS: '0' }],
    ['HATCHED_KEEP_DELIVERIES_DAYS', { HATCHED_KEEP_DELIVERIES_DAYS: '3651' }],
    ['HATCHED_KEEP_DELIVERIES_DAYS', { HATCHED_KEEP_DELIVERIES_DAYS: 'forever' }],
    ['HATCHED_PUBLIC_URL', { HATCHED_PUBLIC_URL: 'buddy.example.com' }],
    ['HATCHED_PUBLIC_URL', { HATCHED_PUBLIC_URL: 'https://buddy.example.com/path' }],
    ['HATCHED_PUBLIC_URL', { HATCHED_PUBLIC_URL: 'ftp://buddy.example.com' }],
    ['HATCHED_LOG_LEVEL', { HATCHED_LOG_LEVEL: 'loud' }],
  ];
  for (const [setting, environment] of cases) {
    test(JSON.stringify(environment), () => {
      const error = errorOf(() => readSettings(environment));
      expect(error).toBeInstanceOf(SettingsError);
      expect(error.message).toMatch(new RegExp(`^${setting} .*\\.$`));
    });
  }

  test('without repeating what may be a secret', () => {
    expect(errorOf(() => readSettings({ REDIS_URL: 'password@cache' })).message).not.toContain('password');
    expect(errorOf(() => readSettings({ HATCHED_SIGNING_SECRET: 'hush' })).message).not.toContain('hush');
  });
});

function errorOf(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was refused');
}

test('every setting that is read is in docs/contract.md', async () => {
  const [source, contract] = await Promise.all(
    ['src/server/settings.ts', 'docs/contract.md'].map((path) => readFile(inHome(path), 'utf8')),
  );
  const names = new Set(source!.match(/\b(?:HATCHED_[A-Z_]+|[A-Z]+_URL|DATA_DIR|PORT|HOST)(?=['\]])/g));
  expect(names.size).toBeGreaterThan(10);
  for (const name of names) expect(contract).toContain(`\`${name}\``);
});
