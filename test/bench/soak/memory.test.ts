import { expect, test } from 'vitest';
import { type Held, larger, memoryRows, memoryVerdict, nativeOf } from './memory.ts';

const held = (more: Partial<Held> = {}): Held => ({
  megabytes: 200,
  heap: 100,
  heap_used: 60,
  external: 10,
  files: 60,
  descriptors: 30,
  ...more,
});
const verdict = (after: Partial<Held>, collected: Partial<Held> = after) =>
  memoryVerdict({ before: held(), after: held(after), collected: held(collected) });

test('up to 1.3 × of before it is back', () => {
  expect(verdict({ megabytes: 260 })).toBe('memory is back within 1.3 × of before (1.30 ×)');
  expect(verdict({ megabytes: 150 })).toBe('memory is back within 1.3 × of before (0.75 ×)');
  expect(verdict({ megabytes: 261 })).toMatch(/^memory is above 1\.3 × of before \(1\.30 ×\): /);
});

test('above, the report says where it is held', () => {
  const after = { megabytes: 320, heap: 190, heap_used: 150, external: 20 };
  expect(verdict(after, { megabytes: 250, heap: 120, heap_used: 70, external: 20 })).toBe(
    'memory is above 1.3 × of before (1.60 ×): 90 MB more in V8’s heap (80 MB of it were garbage, and a collection gave 70 MB back to the system), ' +
      "10 MB more in Buffers, 20 MB more in native memory (SQLite's pages, 32 MB at most, code, what the allocator keeps)",
  );
});

test('native is what is neither heap nor Buffers nor program, and never less than nothing', () => {
  expect(nativeOf(held())).toBe(30);
  expect(nativeOf(held({ files: null }))).toBe(90);
  expect(nativeOf(held({ megabytes: 100 }))).toBe(0);
});

test('each kind of memory is a row, with a dash where the system does not say', () => {
  const rows = memoryRows([held(), held({ megabytes: 250, files: null, descriptors: null })]);
  expect(rows.map(([name]) => name!.trim())).toEqual([
    'memory, MB',
    'V8’s heap',
    'in use',
    'Buffers',
    'program',
    'native',
    'file descriptors',
  ]);
  expect(rows[0]).toEqual(['memory, MB', '200', '250']);
  expect(rows.slice(4).map(([, ...cells]) => cells)).toEqual([
    ['60', '–'],
    ['30', '140'],
    ['30', '–'],
  ]);
});

test('the peak is the look with the most memory, and the most descriptors of any look', () => {
  const peak = larger(held({ descriptors: 90 }), held({ megabytes: 300, descriptors: 40 }));
  expect(peak).toEqual(held({ megabytes: 300, descriptors: 90 }));
  expect(larger(held(), held({ megabytes: 100 }))).toEqual(held());
  // What could not be looked at does not count.
  expect(larger(held(), held({ megabytes: NaN }))).toEqual(held());
});
