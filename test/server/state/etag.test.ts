import { expect, test } from 'vitest';
import { isNotModified } from '../../../src/server/state/etag.ts';

test.each(['"abc"', 'W/"abc"', '*', '"x", "abc"', '"x",W/"abc" , "y"'])('%s names "abc"', (given) => {
  expect(isNotModified(given, '"abc"')).toBe(true);
});

test.each([undefined, '', '"ab"', 'abc', 'W/"x"', '"x", "y"', '"abc-1"'])('%s does not', (given) => {
  expect(isNotModified(given, '"abc"')).toBe(false);
});
