import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { baseUrlOf } from '../../../src/server/http/request.ts';
import { testSettings } from '../../support/server.ts';

const asked = (host: string, own: string): string => {
  const settings = { ...testSettings, publicUrl: undefined, host: own, port: 8787 };
  return baseUrlOf(settings)({ host, protocol: 'http' } as FastifyRequest);
};

test.each([
  ['buddy.test:80', '127.0.0.1', 'http://buddy.test:80'],
  ['[2001:db8::1]:80', '127.0.0.1', 'http://[2001:db8::1]:80'],
  ['', '127.0.0.1', 'http://127.0.0.1:8787'],
  ['a/b', 'localhost', 'http://localhost:8787'],
  ['', '::1', 'http://[::1]:8787'],
])('asked for %j at %s, links start with %s', (host, own, url) => {
  expect(asked(host, own)).toBe(url);
});
