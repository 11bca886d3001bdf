import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package of Fastify brings Swagger UI's files without what `swagger-ui-dist` reports as it is installed. */
const FILES = new URL('static/', import.meta.resolve('@fastify/swagger-ui'));

/** Puts the files of the API reference into a folder; those of our own lie in `public/docs`. */
export async function copyReference(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of ['swagger-ui-bundle.js', 'swagger-ui.css']) {
    await copyFile(fileURLToPath(new URL(name, FILES)), join(folder, name));
  }
}
