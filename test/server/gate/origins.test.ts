import { expect, test } from 'vitest';
import { Refusal } from '../../../src/contract/errors.ts';
import { originsOf } from '../../../src/server/gate/origins.ts';

test('origins are kept as browsers write them, each once', () => {
  const given = ['https://Shop.Example:443', 'https://shop.example/', 'http://localhost:3000', 'http://[::1]:80'];
  expect(originsOf(given)).toEqual(['https://shop.example', 'http://localhost:3000', 'http://[::1]']);
});

test('any origin is a choice of its own', () => {
  expect(originsOf(['*'])).toBeNull();
});

test.each([
  '*',
  'https://*',
  'https://*.shop.example',
  'https://%2a.shop.example',
  'https://shop.example/page',
  'https://shop.example\\page',
  'https://shop.example?',
  'https://shop.example/?a=1',
  'https://shop.example#top',
  'https://ada:secret@shop.example',
  'https://@shop.example',
  'https://shop.example:99999',
  'ftp://shop.example',
  'shop.example',
  'null',
])('%s is refused, and named', (origin) => {
  const refusal = refusalOf(() => originsOf(['https://shop.example', origin]));
  expect(refusal?.code).toBe('validation_failed');
  expect(refusal?.details).toEqual({
    fields: [{ path: 'allowed_origins.1', message: expect.stringMatching(/^must be an origin like https:/) }],
  });
});

function refusalOf(work: () => unknown): Refusal | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  return undefined;
}
