import { DATABASE_KINDS } from '../../support/databases.ts';
import { startOwnPostgres, startPostgres } from '../../support/postgres.ts';
import { startRedis } from '../../support/redis.ts';
import { crash } from './crash.ts';
import { crashWebhooks, type WebhookCrashReport } from './webhooks/crash.ts';
import { tableOf } from './webhooks/table.ts';

/**
 * `npm run crash`: `kill -9` of the real process in the middle of load, twenty rounds on each store (`--rounds=N`).
 * `npm run crash -- webhooks`: the same for deliveries, with Redis and PostgreSQL away in between (`--events=N`, `--kills=N`).
 */
const number = (name: string, otherwise: number): number => {
  const prefix = `--${name}=`;
  return Number(process.argv.find((argument) => argument.startsWith(prefix))?.slice(prefix.length) ?? otherwise);
};

if (process.argv.includes('webhooks')) await webhooks(number('events', 5000), number('kills', 10));
else await events(number('rounds', 20));

async function events(rounds: number): Promise<void> {
  const postgres = await startPostgres();
  process.env['TEST_DATABASE_URL'] = postgres.url;
  try {
    for (const kind of DATABASE_KINDS) {
      const { acknowledged, lost, disagreements } = await crash(kind, rounds);
      console.log(`${kind}: ${rounds} rounds, ${acknowledged} events acknowledged, ${lost.length} lost`);
      say([...lost.map((id) => `lost: ${id}`), ...disagreements]);
    }
  } finally {
    await postgres.stop();
  }
}

async function webhooks(events: number, kills: number): Promise<void> {
  const postgres = await startOwnPostgres();
  process.env['TEST_DATABASE_URL'] = postgres.url;
  const redis = await startRedis();
  const size = { events, kills };
  const reports: WebhookCrashReport[] = [];
  try {
    for (const setup of [
      { name: 'SQLite', kind: 'sqlite', processes: 1, ...size },
      { name: 'PostgreSQL, 3 processes', kind: 'postgres', processes: 3, postgres, ...size },
      { name: 'PostgreSQL, 3 processes, Redis', kind: 'postgres', processes: 3, postgres, redis, ...size },
    ] as const) {
      const report = await crashWebhooks(setup);
      reports.push(report);
      const { lost, owed_twice, two_at_once, early, disagreements } = report;
      for (const [word, found] of Object.entries({ lost, owed_twice, two_at_once, early, disagreements })) {
        say(found.map((sentence) => `${report.name}: ${word}: ${sentence}`));
      }
    }
    console.log(tableOf(reports));
  } finally {
    await redis.stop();
    await postgres.stop();
  }
}

function say(sentences: string[]): void {
  for (const sentence of sentences) console.log(`  ${sentence}`);
  if (sentences.length > 0) process.exitCode = 1;
}
