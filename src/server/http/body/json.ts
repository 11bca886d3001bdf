import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isUtf8 } from 'node:buffer';
import { invalidFields, Refusal } from '../../../contract/errors.ts';
import { LIMITS } from '../../../contract/limits.ts';
import { DEEPEST, UNHELD } from './flaws.ts';
import { isHeld } from './numbers.ts';

/** A body that nests deeper is an attack: it is not parsed. */
const DEEPEST_READ = 1000;
/** A double holds every number with so many digits. */
const SURELY_HELD_DIGITS = 15;
/** A body with more of them is an attack, too. */
const MOST_UNHELD = 10_000;

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** JSON is the one content type that bodies come in, and it comes uncompressed. */
export function installJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.decorateRequest('isSuspect', false);
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (encoding !== 'identity') {
      throw new Refusal(
        'unsupported_media_type',
        `Send the body uncompressed, not with Content-Encoding: ${encoding.slice(0, 20)}.`,
      );
    }
    const { value, isSuspect } = parseJson(body, request.routeOptions.config.definition?.independentEntries);
    request.isSuspect = isSuspect;
    return value;
  });
}

interface ParsedBody {
  /** Undefined where the body is empty. */
  value: unknown;
  /** It may hold what no call may, and has to be walked (`flaws.ts`). */
  isSuspect: boolean;
}

/** Parses a JSON body; throws a Refusal that says what is wrong with it. `list`: the list whose entries fail each for itself. */
export function parseJson(sent: Buffer, list?: string): ParsedBody {
  // Windows writes it in front of UTF-8, and no parser of JSON takes it.
  const bytes = sent.subarray(0, 3).equals(BYTE_ORDER_MARK) ? sent.subarray(3) : sent;
  if (bytes.length === 0) return { value: undefined, isSuspect: false };
  if (!isUtf8(bytes)) throw new Refusal('bad_request', 'The body is not valid UTF-8.');
  const most = list === undefined ? Infinity : LIMITS.batchEvents;
  const { depth, entries, unheld } = scan(bytes, most);
  if (depth > DEEPEST_READ) throw new Refusal('bad_request', `The body nests deeper than ${DEEPEST} levels.`);
  if (entries > most) throw invalidFields([{ path: list!, message: `must have at most ${most} entries` }]);
  const text = unheld.length > 0 ? marked(bytes, unheld) : bytes.toString('utf8');
  // Nearly no body has to be walked afterwards.
  return { value: parse(text), isSuspect: depth > DEEPEST || unheld.length > 0 || PROTOTYPE.test(text) };
}

/** However its letters are escaped. */
const PROTOTYPE = new RegExp(
  [...'__proto__'].map((letter) => `(?:${letter}|\\\\u00${letter.charCodeAt(0).toString(16)})`).join(''),
  'i',
);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal('bad_request', `The body is not valid JSON: ${(error as Error).message.slice(0, 200)}`);
  }
}

type ByteRange = readonly [start: number, end: number];

/** Replaces numbers that a double cannot hold by texts, which `flaws.ts` finds by their start. */
function marked(bytes: Buffer, unheld: readonly ByteRange[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const [start, end] of unheld) {
    pieces.push(bytes.toString('utf8', at, start), `"${UNHELD}${bytes.toString('latin1', start, end)}"`);
    at = end;
  }
  pieces.push(bytes.toString('utf8', at));
  return pieces.join('');
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const MINUS = 0x2d;

interface Scanned {
  depth: number;
  /** Of the longest list of an object at the top. */
  entries: number;
  unheld: ByteRange[];
}

/** Looks at what stands outside of texts. `[`, `{` and `]`, `}` differ from one another by the bit 0x20. */
function scan(bytes: Buffer, mostEntries: number): Scanned {
  const found: Scanned = { depth: 0, entries: 0, unheld: [] };
  let depth = 0;
  let commas = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte === QUOTE) i = endOfText(bytes, i);
    else if (byte === COMMA) {
      if (depth === 2 && ++commas >= found.entries) found.entries = commas + 1;
      if (found.entries > mostEntries) break;
    } else if ((byte | 0x20) === 0x7b) {
      if (++depth > found.depth) found.depth = depth;
      if (depth === 2) commas = 0;
      if (depth > DEEPEST_READ) break;
    } else if ((byte | 0x20) === 0x7d) depth--;
    else if (byte >= 0x30 && byte <= 0x39) {
      const end = endOfNumber(bytes, i);
      if (mayBeUnheld(bytes, i, end) && !isHeld(bytes.toString('latin1', i, end))) {
        found.unheld.push([bytes[i - 1] === MINUS ? i - 1 : i, end]);
        if (found.unheld.length > MOST_UNHELD) throw tooManyUnheld();
      }
      i = end - 1;
    }
  }
  return found;
}

function tooManyUnheld(): Refusal {
  const message = `holds more than ${MOST_UNHELD} numbers that cannot be kept as they are: send fewer digits, or texts`;
  return invalidFields([{ path: '', message }]);
}

function endOfText(bytes: Buffer, start: number): number {
  for (let i = start + 1; i < bytes.length; i++) {
    if (bytes[i] === BACKSLASH) i++;
    else if (bytes[i] === QUOTE) return i;
  }
  return bytes.length;
}

function endOfNumber(bytes: Buffer, start: number): number {
  let end = start + 1;
  while (isOfNumber(bytes[end])) end++;
  return end;
}

/** Digits, `+ - .` and `e E`. */
function isOfNumber(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e || (byte | 0x20) === 0x65;
}

function mayBeUnheld(bytes: Buffer, start: number, end: number): boolean {
  if (end - start > SURELY_HELD_DIGITS) return true;
  for (let i = start; i < end; i++) if ((bytes[i]! | 0x20) === 0x65) return true;
  return false;
}
