import { readFile } from 'node:fs/promises';
import { inHome } from '../../src/build/paths.ts';

/** The line to copy out of docs/embedding.md, for this server; what it does not name is refused. */
export async function documentedPolicy(after: 'script tags' | 'npm package', server_url: string): Promise<string> {
  const text = await readFile(inHome('docs/embedding.md'), 'utf8');
  const section = text.slice(text.indexOf('## Content security'));
  const [, policy] = /```http\nContent-Security-Policy: (.*)\n```/.exec(section.slice(section.indexOf(after)))!;
  return `default-src 'none'; ${policy!.replaceAll('https://buddy.example.com', server_url)}`;
}
