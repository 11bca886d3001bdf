import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isUtf8 } from 'node:buffer';
import { Refusal } from '../../contract/errors.ts';

/** Deeper than any field of the contract; keeps recursive checks off the end of the stack. */
const DEEPEST = 64;

/** JSON is the one content type that bodies come in, and it comes uncompressed. */
export function installJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async ({ headers }: FastifyRequest, body: Buffer) => {
      const encoding = headers['content-encoding'] ?? 'identity';
      if (encoding === 'identity') return parseJson(body);
      throw new Refusal(
        'unsupported_media_type',
        `Send the body uncompressed, not with Content-Encoding: ${encoding.slice(0, 20)}.`,
      );
    },
  );
}

/** Parses a JSON body; throws a Refusal (400) that says what is wrong with it. An empty body is undefined. */
export function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  if (!isUtf8(bytes)) throw new Refusal('bad_request', 'The body is not valid UTF-8.');
  if (nestsTooDeep(bytes)) throw new Refusal('bad_request', `The body nests deeper than ${DEEPEST} levels.`);
  const text = bytes.toString('utf8');
  const value = parse(text);
  // Nearly every body is let through by two searches; the others are walked.
  if (/__proto__|"constructor"|\\u/.test(text)) refusePrototypeKeys(value);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal('bad_request', `The body is not valid JSON: ${(error as Error).message.slice(0, 200)}`);
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Counts brackets outside of texts. `[`, `{` and `]`, `}` differ from one another by the bit 0x20. */
function nestsTooDeep(bytes: Buffer): boolean {
  let depth = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte === QUOTE) i = endOfText(bytes, i);
    else if ((byte | 0x20) === 0x7b && ++depth > DEEPEST) return true;
    else if ((byte | 0x20) === 0x7d) depth--;
  }
  return false;
}

function endOfText(bytes: Buffer, start: number): number {
  for (let i = start + 1; i < bytes.length; i++) {
    if (bytes[i] === BACKSLASH) i++;
    else if (bytes[i] === QUOTE) return i;
  }
  return bytes.length;
}

/** Such keys change what the objects are made of, in whatever library copies them one day. */
function refusePrototypeKeys(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === '__proto__' || (key === 'constructor' && typeof inner === 'object' && inner !== null)) {
      throw new Refusal('bad_request', `The body has a field named ${key}, which is not allowed anywhere.`);
    }
    refusePrototypeKeys(inner);
  }
}
