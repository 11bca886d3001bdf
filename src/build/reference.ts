import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Fastify's package has Swagger UI's files without the telemetry that `swagger-ui-dist` sends when it is installed. */
const FILES = join(dirname(createRequire(import.meta.url).resolve('@fastify/swagger-ui')), 'static');

/** Copies Swagger UI's files for the API reference into a folder; our own files are in `public/docs`. */
export async function copyReference(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of ['swagger-ui-bundle.js', 'swagger-ui.css']) {
    await copyFile(join(FILES, name), join(folder, name));
  }
}
