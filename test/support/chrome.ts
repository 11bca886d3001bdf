import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright';

const run = promisify(execFile);
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** What a test browser needs on machines without a sandbox or a way out. */
export const CHROME_ARGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];

/**
 * Path of a Chrome or Chromium: `CHROME_PATH`, an installed one, Playwright's download, else one is installed
 * (Playwright's, or Debian's package where we are root).
 * @throws an Error with one sentence that says what to install
 */
export async function findChrome(): Promise<string> {
  const wanted = process.env['CHROME_PATH'];
  if (wanted) {
    if (await runnable(wanted)) return wanted;
    throw new Error(`CHROME_PATH is ${wanted}, which is not a program that can be run.`);
  }
  const found = (await installed()) ?? (await downloaded()) ?? (await install());
  if (found) return found;
  throw new Error(
    'No Chrome or Chromium was found and none could be installed: install Google Chrome or Chromium, or set CHROME_PATH to one.',
  );
}

async function installed(): Promise<string | undefined> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return firstRunnable([...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...PLACES]);
}

function downloaded(): Promise<string | undefined> {
  return firstRunnable([chromium.executablePath()]);
}

async function install(): Promise<string | undefined> {
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js');
  const ways: [string, string[]][] = [[process.execPath, [cli, 'install', 'chromium']]];
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    ways.unshift(['apt-get', ['install', '--yes', '--no-install-recommends', 'chromium']]);
    ways.unshift(['apt-get', ['update', '--quiet']]);
  }
  for (const [command, args] of ways) {
    console.error(`No browser yet: ${command} ${args.join(' ')}`);
    await run(command, args).catch((error: Error) => console.error(error.message.split('\n')[0]));
  }
  return (await installed()) ?? (await downloaded());
}

async function firstRunnable(paths: string[]): Promise<string | undefined> {
  for (const path of paths) if (await runnable(path)) return path;
  return undefined;
}

function runnable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

if (import.meta.main) console.log(await findChrome());
