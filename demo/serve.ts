import closeWithGrace from 'close-with-grace';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { linguaPlace } from './place.ts';
import { runServer } from './server.ts';

/** The server, and beside it Lingua, from what is built already; SIGTERM ends both. */
const CLOSE_LIMIT_MS = 12_000;

const environment: NodeJS.ProcessEnv = { HATCHED_DEMO: '1', ...process.env };
const place = await linguaPlace(environment);
const server = runServer({ ...environment, HATCHED_DEMO_APP: place.url });
const closing: (() => Promise<void>)[] = [() => server.stop()];
closeWithGrace({ delay: CLOSE_LIMIT_MS, logger: false }, async () => {
  await Promise.all(closing.map((close) => close()));
});
void server.ended.then((code) => process.exit(code));

// Meanwhile the server starts.
const { startLingua } = await import('./lingua/start.ts');
const serverUrl = await server.listening.catch(() => null);
if (serverUrl) {
  try {
    const secretKey = await secretKeyIn(environment);
    const lingua = await startLingua({ serverUrl, publicUrl: environment['HATCHED_PUBLIC_URL'], secretKey, ...place });
    closing.push(() => lingua.close());
    console.log(`  Lingua         ${lingua.url}  (in the studio: the scene “Real app”)\n`);
  } catch (error) {
    console.error(`  Lingua is not there: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

/** As it was given, or as the server's first start has kept it. */
async function secretKeyIn(environment: NodeJS.ProcessEnv): Promise<string> {
  const given = environment['HATCHED_SECRET_KEY'] || environment['HATCHED_BOOTSTRAP_SECRET_KEY'];
  if (given) return given;
  const file = join(environment['DATA_DIR'] || '.data', 'first-key.json');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) throw new Error('set HATCHED_SECRET_KEY to the secret key that the first start printed.');
  return (JSON.parse(text) as { secret: string }).secret;
}
