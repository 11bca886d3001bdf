import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { delimiter } from 'node:path';
import { promisify } from 'node:util';
import { inHome } from '../../../src/build/paths.ts';

const run = promisify(execFile);

/**
 * The block of docs/operating.md in that language that holds this text.
 * @throws an Error where there is none, or more than one
 */
export async function documentedBlock(language: string, holds: string): Promise<string> {
  const text = await readFile(inHome('docs/operating.md'), 'utf8');
  const blocks = [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, block]) => block!,
  );
  const found = blocks.filter((block) => block.includes(holds));
  if (found.length !== 1) throw new Error(`docs/operating.md has ${found.length} ${language} blocks with ${holds}.`);
  return found[0]!;
}

export interface ShellOptions {
  /** What stands in the document, and what it is here. */
  instead: Record<string, string>;
  env?: Record<string, string>;
  /** Folders that programs are looked for in first. */
  path?: string[];
  /** The folder that it is run in; else this one's. */
  home?: string | undefined;
}

/** Runs what an operator would copy from docs/operating.md, with the names of this place. */
export async function runDocumented(
  holds: string,
  { instead, env = {}, path = [], home = inHome('.') }: ShellOptions,
): Promise<void> {
  let script = await documentedBlock('sh', holds);
  for (const [there, here] of Object.entries(instead)) {
    if (!script.includes(there)) throw new Error(`The block with ${holds} does not name ${there}.`);
    script = script.replaceAll(there, here);
  }
  const folders = [...path, process.env['PATH'] ?? ''].join(delimiter);
  await run('sh', ['-euc', script], { cwd: home, env: { ...process.env, ...env, PATH: folders } });
}
