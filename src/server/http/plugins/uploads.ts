import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { invalidFields } from '../../../contract/errors.ts';
import { LIMITS } from '../../../contract/limits.ts';

/** Lets routes that say so (`consumes`) take one file as `multipart/form-data`. */
export function installUploads(app: FastifyInstance): void {
  app.register(multipart, {
    limits: { fileSize: LIMITS.asset_bytes, files: 1, fields: 0, parts: 1, headerPairs: 20, fieldNameSize: 100 },
  });
}

/** The one file of the body. Too large a one is refused with `payload_too_large`. */
export async function uploadedFile(request: FastifyRequest): Promise<{ name: string; bytes: Buffer }> {
  const part = await request.file();
  if (!part) throw invalidFields([{ path: 'file', message: 'is required: send the picture as a file of the form' }]);
  const bytes = await part.toBuffer();
  // What a browser calls a file may hold a path, and anything else.
  const name = part.filename.replaceAll(/^.*[/\\]|\p{Cc}/gu, '').slice(0, LIMITS.label);
  return { name: name || 'picture', bytes };
}
