import closeWithGrace from 'close-with-grace';
import { startLingua } from './start.ts';

/**
 * Lingua alone, beside a server that runs elsewhere: HATCHED_URL, HATCHED_SECRET_KEY, HOST, PORT and LINGUA_URL (where
 * browsers and the server find it) say how.
 */
const { HATCHED_URL = 'http://127.0.0.1:8787', HATCHED_SECRET_KEY, HOST = '127.0.0.1', PORT = '8788' } = process.env;
const url = process.env['LINGUA_URL'] ?? `http://127.0.0.1:${PORT}`;

if (!HATCHED_SECRET_KEY) {
  console.error('Set HATCHED_SECRET_KEY to the secret key that the server printed on its first start.');
  process.exitCode = 1;
} else {
  try {
    const place = { serverUrl: HATCHED_URL, secretKey: HATCHED_SECRET_KEY, host: HOST, port: Number(PORT), url };
    const lingua = await startLingua(place);
    closeWithGrace({ logger: false }, () => lingua.close());
    console.log(`Lingua  ${lingua.url}`);
  } catch (error) {
    console.error(`Lingua could not start: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
