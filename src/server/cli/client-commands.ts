import type { Command } from 'commander';
import type * as configCommands from './config.ts';
import type { EventOptions } from './events.ts';
import type { ListenOptions } from './webhooks.ts';
import type { Where } from './client.ts';
import { count, DEFAULT_URL, httpUrl } from './arguments.ts';
import { actionOf } from './action.ts';

const KEY_HELP = `
The key is read from HATCHED_SECRET_KEY: it says which world is meant. HATCHED_URL may stand in for --url.`;
const FILE = 'hatched.json';

/** Commands that call a running server, over its API. */
export function addClientCommands(program: Command): void {
  const client = async (where: Where) => (await import('./client.ts')).clientOf(process.env, where);

  const config = group(program, 'config', 'keep the rules in git: one JSON file, compared and published');
  const onFile = (name: string, description: string, work: keyof typeof configCommands) =>
    remoteCommand(config, name, description)
      .argument('[file]', 'the document', FILE)
      .action(
        remoteAction(async (file: string, where: Where) =>
          (await import('./config.ts'))[work](await client(where), file),
        ),
      );
  onFile('pull', 'write what is published to the file', 'pullConfig');
  onFile('validate', 'say what is wrong with the file', 'validateConfig');
  onFile('diff', 'say what publishing the file would change', 'diffConfig');
  onFile('publish', 'publish the file', 'publishConfig');

  const events = group(program, 'events', 'send events, and look at those that came');
  remoteCommand(events, 'send', 'send one event, and say what each rule made of it')
    .argument('<type>', 'such as lesson_completed')
    .requiredOption('--user <id>', 'whose event it is')
    .option('--properties <json>', 'what the rules look at')
    .option('--id <event_id>', 'counts once, however often it is sent')
    .option('--dry-run', 'say what would happen, and change nothing')
    .action(
      remoteAction(async (type: string, options: EventOptions & Where) =>
        (await import('./events.ts')).sendEvent(await client(options), type, options),
      ),
    );
  remoteCommand(events, 'list', 'the latest events, newest first')
    .option('--user <id>', 'of this user')
    .option('--type <type>', 'of this type')
    .option('--limit <count>', 'how many', count, 20)
    .action(
      remoteAction(async (options: { user?: string; type?: string; limit: number } & Where) =>
        (await import('./events.ts')).listEvents(await client(options), options),
      ),
    );
  remoteCommand(events, 'import', 'send a file of events, one JSON object a line, with the names of the API')
    .argument('<file>')
    .action(
      remoteAction(async (file: string, where: Where) =>
        (await import('./events.ts')).importEvents(await client(where), file),
      ),
    );

  const webhooks = group(program, 'webhooks', 'receive webhooks on this machine, and send samples');
  remoteCommand(webhooks, 'listen', 'show each webhook as it is caused, and send it on')
    .option('--forward <url>', 'where to, such as http://127.0.0.1:3000/webhooks', httpUrl)
    .addHelpText('after', '\nMeanwhile, `webhooks trigger badge.awarded` sends a sample.')
    .action(
      remoteAction(async (options: ListenOptions & Where) => {
        const stop = new AbortController();
        process.once('SIGINT', () => stop.abort()).once('SIGTERM', () => stop.abort());
        const { listen } = await import('./webhooks.ts');
        await listen(await client(options), options, console.log, stop.signal);
      }),
    );
  remoteCommand(webhooks, 'trigger', 'send the sample of an event to an endpoint')
    .argument('<event>', 'such as badge.awarded')
    .option('--endpoint <id>', 'to this one; else to all that are active, and to `webhooks listen`')
    .action(
      remoteAction(async (event: string, options: { endpoint?: string } & Where) =>
        (await import('./webhooks.ts')).trigger(await client(options), event, options),
      ),
    );
}

const group = (program: Command, name: string, description: string) =>
  program.command(name).description(description).addHelpText('after', KEY_HELP);

const remoteCommand = (within: Command, name: string, description: string) =>
  within
    .command(name)
    .description(description)
    .option('--url <url>', `of the running server (default: ${DEFAULT_URL})`, httpUrl)
    .addHelpText('after', KEY_HELP);

const remoteAction = <T extends unknown[]>(work: (...args: T) => Promise<string | void>) =>
  actionOf((...args: T) =>
    work(...args).catch(async (error: unknown) => {
      throw (await import('./client.ts')).explained(error);
    }),
  );
