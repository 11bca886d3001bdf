import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export interface Result {
  code: number;
  output: string;
}

/** Runs a command; a failure is a result, too. */
export async function run(cwd: string, command: string, ...words: string[]): Promise<Result> {
  const environment = { ...process.env };
  for (const name of Object.keys(environment)) if (/^(npm_|VITEST|NODE_ENV)/.test(name)) delete environment[name];
  return execute(command, words, { cwd, env: environment, maxBuffer: 1e8 }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      output: error.stdout + error.stderr,
    }),
  );
}

/** An empty folder that the packed tarball of a package is installed in, as its users do, without install scripts. */
export interface Installed {
  folder: string;
  tarball: string;
  /** What stands in node_modules, scopes resolved. */
  packages(): Promise<string[]>;
  remove(): Promise<void>;
}

export async function install(packageFolder: string): Promise<Installed> {
  const folder = await mkdtemp(join(tmpdir(), 'hatched-install-'));
  const packed = await must(run(packageFolder, 'npm', 'pack', '--json', '--pack-destination', folder));
  const { filename } = (JSON.parse(packed) as { filename: string }[])[0]!;
  const tarball = join(folder, filename);
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'trial', private: true, type: 'module' }));
  await must(run(folder, 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', tarball));
  return {
    folder,
    tarball,
    async packages() {
      const lock = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8')) as { packages: object };
      return Object.keys(lock.packages)
        .filter(Boolean)
        .map((path) => path.replace('node_modules/', ''))
        .toSorted();
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function must(result: Promise<Result>): Promise<string> {
  const { code, output } = await result;
  if (code !== 0) throw new Error(output);
  return output;
}
