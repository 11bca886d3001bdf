import { Command } from 'commander';
import { VERSION } from '../version.ts';
import { addClientCommands } from './client-commands.ts';
import { actionOf } from './action.ts';
import { SETTINGS_HELP } from './settings-help.ts';

/** `hatched-buddy-server …`: each command's module is loaded when it is called. */
export function commandLine(): Command {
  const program = new Command('hatched-buddy-server')
    .description('The server behind <hatched-buddy>: API, widget, pictures and webhooks.')
    .version(VERSION)
    .addHelpText('after', SETTINGS_HELP)
    .showHelpAfterError('(--help says what there is.)');

  program
    .command('serve')
    .description('run the server; the default')
    .addHelpText('after', SETTINGS_HELP)
    .action(actionOf(async () => (await import('../run.ts')).run(process.env)));
  program
    .command('migrate')
    .description('bring the database of DATABASE_URL, else the one in DATA_DIR, up to date, as each start does')
    .action(actionOf(async () => (await import('./migrate.ts')).migrate(process.env)));
  program
    .command('backup')
    .description('copy the database in DATA_DIR, also while a server runs on it')
    .argument('[directory]', 'where to: a directory that does not exist yet')
    .action(actionOf(async (target?: string) => (await import('./backup.ts')).backup(process.env, target)));
  program
    .command('move')
    .description('copy everything from the database in DATA_DIR into the empty PostgreSQL database of DATABASE_URL')
    .action(actionOf(async () => (await import('./move.ts')).move(process.env)));
  addClientCommands(program);
  return program;
}
