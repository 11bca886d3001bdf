import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hash } from 'node:crypto';
import { invalidFields, Refusal, type FieldError } from '../../../contract/errors.ts';
import { LIMITS } from '../../../contract/limits.ts';
import { isSeen, TURNING } from '../../../contract/shown.ts';

/** More than this are not even counted. */
const MOST_PARTS = 20;

/** Directories, control characters, and what turns the text beside it. */
const UNWANTED = new RegExp(`^.*[/\\\\]|\\p{Cc}|[${TURNING}]`, 'gu');

/** The one file of a body. As JSON it is its name and a digest: enough to tell whether a call is the same as before. */
class UploadedFile {
  readonly name: string;
  readonly bytes: Buffer;

  constructor(filename: string, bytes: Buffer) {
    // Browsers may send a path, and control characters.
    // The cut may go through the middle of a character.
    const name = filename.replaceAll(UNWANTED, '').slice(0, LIMITS.label).toWellFormed();
    this.name = isSeen(name) ? name : 'picture';
    this.bytes = bytes;
  }

  toJSON() {
    return { name: this.name, sha256: hash('sha256', this.bytes) };
  }
}

/** Lets routes that say so (`consumes`) take one file as `multipart/form-data`, and makes it their body. */
export function installUploads(app: FastifyInstance): void {
  app.register(multipart, {
    limits: { fileSize: LIMITS.assetBytes, fieldSize: 1000, parts: MOST_PARTS, headerPairs: 20, fieldNameSize: 100 },
  });
  app.addHook('preHandler', async (request) => {
    if (request.isMultipart()) request.body = await readForm(request).catch(refuseForm);
  });
}

/** The one file; a Refusal where the form has anything else. Refused parts are read to their end all the same. */
async function readForm(request: FastifyRequest): Promise<UploadedFile | undefined> {
  let file: UploadedFile | undefined;
  const others: FieldError[] = [];
  for await (const part of request.parts()) {
    const path = (part.fieldname ?? '').slice(0, LIMITS.label);
    if (part.type === 'field') {
      others.push({ path, message: 'is not a file. Send the picture alone' });
    } else if (file) {
      others.push({ path, message: 'is another file. Send one in each call' });
      part.file.resume();
    } else file = new UploadedFile(part.filename, await part.toBuffer());
  }
  if (others.length > 0) throw invalidFields(others);
  return file;
}

/** What the parser throws is about the form, and mostly without a code. */
function refuseForm(error: Error & { code?: string }): never {
  // Too large a file is refused with `payload_too_large`.
  if (error instanceof Refusal || error.code === 'FST_REQ_FILE_TOO_LARGE') throw error;
  if (error.code === 'FST_PARTS_LIMIT') throw invalidFields([{ path: '', message: 'Send the picture alone' }]);
  throw new Refusal(
    'bad_request',
    'The form is malformed or cut off. Send the picture as multipart/form-data, with the boundary in its Content-Type.',
  );
}

export function uploadedFile({ body }: FastifyRequest): UploadedFile {
  if (body instanceof UploadedFile) return body;
  throw invalidFields([{ path: 'file', message: 'is required: send the picture as a file of the form' }]);
}
