import { expect, test } from 'vitest';
import { checkUrl } from '../../../src/server/gate/url.ts';

test.each([
  '/users',
  '/users?',
  '/users?limit=10&name=%C3%BC',
  '/users?kind=hatch',
  '/users?hatch_test_a=1',
  // What is no query is the router’s.
  '/users/%E0%A4%A/=eyJ',
  '/users/%E0%A4%A?limit=10',
])('%s is let through', (url) => {
  expect(() => checkUrl(url)).not.toThrow();
});

test.each(['/users?a=%E0%A4%A', '/users?%', '/users?a=1&b=%zz'])('%s cannot be decoded', (url) => {
  expect(() => checkUrl(url)).toThrow(
    expect.objectContaining({ code: 'bad_request', message: expect.stringMatching(/percent-encoding/) }),
  );
});

test.each(['hatch_live_a', 'hatch_test_a', 'hatch_pk_a', 'eyJhbGciOi'])('%s in a query is refused', (credential) => {
  for (const url of [`/users?key=${credential}`, `/users?limit=%31&key=${credential}`]) {
    expect(() => checkUrl(url)).toThrow(
      expect.objectContaining({ code: 'bad_request', message: expect.stringMatching(/credential in the URL/) }),
    );
  }
});
