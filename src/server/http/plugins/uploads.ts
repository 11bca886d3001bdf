import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hash } from 'node:crypto';
import { invalidFields } from '../../../contract/errors.ts';
import { LIMITS } from '../../../contract/limits.ts';

/** The one file of a body. As JSON it is its name and a digest: enough to tell whether a call is the same as before. */
class UploadedFile {
  readonly name: string;
  readonly bytes: Buffer;

  constructor(filename: string, bytes: Buffer) {
    // What a browser calls a file may hold a path, and anything else.
    // The cut may go through the middle of a character.
    this.name =
      filename
        .replaceAll(/^.*[/\\]|\p{Cc}/gu, '')
        .slice(0, LIMITS.label)
        .toWellFormed() || 'picture';
    this.bytes = bytes;
  }

  toJSON() {
    return { name: this.name, sha256: hash('sha256', this.bytes) };
  }
}

/** Lets routes that say so (`consumes`) take one file as `multipart/form-data`, and makes it their body. */
export function installUploads(app: FastifyInstance): void {
  app.register(multipart, {
    limits: { fileSize: LIMITS.asset_bytes, files: 1, fields: 0, parts: 1, headerPairs: 20, fieldNameSize: 100 },
  });
  app.addHook('preHandler', async (request) => {
    if (!request.isMultipart()) return;
    const part = await request.file();
    // Too large a file is refused with `payload_too_large`.
    if (part) request.body = new UploadedFile(part.filename, await part.toBuffer());
  });
}

export function uploadedFile({ body }: FastifyRequest): UploadedFile {
  if (body instanceof UploadedFile) return body;
  throw invalidFields([{ path: 'file', message: 'is required: send the picture as a file of the form' }]);
}
