import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The package of Fastify brings Swagger UI's files without what `swagger-ui-dist` reports as it is installed. */
const FILES = join(dirname(createRequire(import.meta.url).resolve('@fastify/swagger-ui')), 'static');

/** Puts the files of the API reference into a folder; those of our own lie in `public/docs`. */
export async function copyReference(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of ['swagger-ui-bundle.js', 'swagger-ui.css']) {
    await copyFile(join(FILES, name), join(folder, name));
  }
}
