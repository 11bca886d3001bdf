import type { Value } from '../database.ts';

/** The type of an array's elements, and the number by which the binary protocol knows it. */
const OID = { text: 25, bigint: 20, boolean: 16 };
export type ElementType = keyof typeof OID;

/** Number of dimensions, whether there are NULLs, type, number of elements, first index. */
const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;
const NULL = -1;

/** Where arrays are put together, one at a time. It grows with the largest. */
let scratch = Buffer.allocUnsafeSlow(64 * 1024);

/**
 * A one-dimensional array in PostgreSQL's binary format. In a literal every quotation mark of a JSON text would have to be
 * escaped here and read letter by letter there.
 */
export function binaryArray<R>(type: ElementType, rows: readonly R[], valueOf: (row: R) => Value): Buffer {
  const write = WRITERS[type] as (value: Value, at: number) => number;
  let end = HEADER_BYTES;
  let hasNull = 0;
  for (const row of rows) {
    const value = valueOf(row);
    reserve(end + LENGTH_BYTES + (typeof value === 'string' ? 3 * value.length : 8));
    const length = value === null ? NULL : write(value, end + LENGTH_BYTES);
    end = scratch.writeInt32BE(length, end);
    if (length === NULL) hasNull = 1;
    else end += length;
  }
  for (const [index, word] of [1, hasNull, OID[type], rows.length, 1].entries()) scratch.writeInt32BE(word, index * 4);
  return Buffer.from(scratch.subarray(0, end));
}

/** Each writes one element and answers its length in bytes. */
const WRITERS = {
  text: (value: string, at: number) => scratch.write(value, at),
  bigint(value: number, at: number) {
    // In two halves: a BigInt would be an object for each number.
    const high = Math.floor(value / 2 ** 32);
    scratch.writeInt32BE(high, at);
    scratch.writeUInt32BE(value - high * 2 ** 32, at + 4);
    return 8;
  },
  boolean: (value: boolean, at: number) => {
    scratch[at] = value ? 1 : 0;
    return 1;
  },
};

function reserve(bytes: number): void {
  if (bytes <= scratch.length) return;
  const larger = Buffer.allocUnsafeSlow(bytes * 2);
  scratch.copy(larger);
  scratch = larger;
}
