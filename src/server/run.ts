import closeWithGrace from 'close-with-grace';
import { DEFAULT_MODE, type ShownKeys } from './workspace/first-boot.ts';
import { readSettings, SettingsError, type Environment, type Settings } from './settings.ts';
import { buildParts, localUrl, startServer, type RunningServer } from './start.ts';
import { StoreUnavailable } from './store/store.ts';

const CLOSE_LIMIT_MS = 10_000;

/** Runs the server until it is asked to stop. Rejects with an error whose message is one sentence for the operator. */
export async function run(environment: Environment): Promise<void> {
  const settings = readSettings(environment);
  const server = await buildParts(settings)
    .then(startServer)
    .catch((error: unknown) => {
      throw explained(error, settings);
    });
  const onTimeout = () =>
    server.parts.log.error({ limit_ms: CLOSE_LIMIT_MS }, 'The server did not stop within its limit, and is ended');
  closeWithGrace({ delay: CLOSE_LIMIT_MS, logger: false, onTimeout }, async ({ err }) => {
    if (err) server.parts.log.error({ err }, 'The server stops because of an error that nothing caught');
    await server.close();
  });
  greet(server);
}

function greet({ app, newKeys }: RunningServer): void {
  const url = localUrl(app);
  const lines = [
    '',
    `  Hatched Buddy  ${url}`,
    `  API            ${url}/api/v1`,
    `  Documentation  ${url}/docs`,
    ...newKeys.flatMap(shown),
    '',
  ];
  console.log(lines.join('\n'));
}

function shown({ mode, secret, publishable }: ShownKeys): string[] {
  return [
    '',
    `  Keys of the ${mode} world${mode === DEFAULT_MODE ? ', to begin with' : ''}, shown this once:`,
    `    secret       ${secret}`,
    `    publishable  ${publishable}`,
  ];
}

/** Only errors that are meant for the operator keep their words; the rest is named, with where to look. */
function explained(error: unknown, { host, port, dataDir }: Settings): Error {
  if (error instanceof SettingsError || error instanceof StoreUnavailable) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EADDRINUSE':
      return new Error(`Port ${port} on ${host} is in use: stop what listens there, or set PORT to another.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Error(
        `HOST ${host} is not an address of this machine: set HOST to one, such as 127.0.0.1 or 0.0.0.0.`,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return (error as NodeJS.ErrnoException).syscall === 'listen'
        ? new Error(`Port ${port} needs rights that this user lacks: set PORT to 1024 or higher.`)
        : new Error(
            `DATA_DIR (${dataDir}) cannot be written: give this user the right to, or set DATA_DIR to another directory.`,
          );
    case 'ENOSPC':
      return new Error(`The disk of DATA_DIR (${dataDir}) is full: free some space.`);
    default:
      return new Error(`The server could not start: ${message}`);
  }
}
