import { createHash } from 'node:crypto';
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HOME, inHome } from './paths.ts';

export interface Product {
  /** `dist/.built-<name>` holds the fingerprint of the sources that it was built from. */
  name: string;
  /** Glob patterns, from the root folder. */
  sources: string[];
  build(): Promise<void>;
}

/** Builds it in any case. */
export async function make(product: Product): Promise<void> {
  const wanted = await fingerprint(product.sources);
  await product.build();
  await mkdir(dirname(stampOf(product)), { recursive: true });
  await writeFile(stampOf(product), wanted);
}

/** Builds it where a source has changed since the last time. */
export async function makeStale(product: Product): Promise<void> {
  const built = await readFile(stampOf(product), 'utf8').catch(() => null);
  if (built !== (await fingerprint(product.sources))) await make(product);
}

const stampOf = ({ name }: Product) => inHome(`dist/.built-${name}`);

async function fingerprint(patterns: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const pattern of [...patterns, 'package.json', 'package-lock.json']) {
    const files = await Array.fromAsync(glob(pattern, { cwd: HOME, withFileTypes: true }));
    const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
    for (const path of paths.sort()) hash.update(`${path}\0`).update(await readFile(path));
  }
  return hash.digest('hex');
}
