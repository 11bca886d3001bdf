import { createHash } from 'node:crypto';
import { glob, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** In bytes: compression makes smaller files no smaller. */
const LEAST_TO_COMPRESS = 256;

/** Writes `sri.json`: what the `integrity` attribute of a script tag takes, for each file of the folder. */
export async function writeIntegrity(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /\.(js|css)$/.test(name)).sort();
  const hashes = names.map(async (name) => {
    const hash = createHash('sha384').update(await readFile(join(folder, name)));
    return [name, `sha384-${hash.digest('base64')}`] as const;
  });
  await writeFile(
    join(folder, 'sri.json'),
    `${JSON.stringify(Object.fromEntries(await Promise.all(hashes)), null, 2)}\n`,
  );
}

/** Puts a `.br` and a `.gz` beside each script and style sheet, which the server sends as they are. */
export async function compress(folder: string): Promise<void> {
  for await (const name of glob('**/*.{js,css}', { cwd: folder })) {
    const path = join(folder, name);
    const bytes = await readFile(path);
    if (bytes.length < LEAST_TO_COMPRESS) continue;
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
    await Promise.all([writeFile(`${path}.br`, brotli), writeFile(`${path}.gz`, gzipSync(bytes, { level: 9 }))]);
  }
}
