import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VerifiedWebhook } from '../../../src/sdk/webhooks/index.ts';
import { bundle, SDK_WEBHOOKS } from '../../support/bundle-sdk.ts';
import { ENVELOPE, RAW, STANDARD, type Signed } from '../webhooks/vectors.ts';

const run = promisify(execFile);
const FIXTURE = fileURLToPath(new URL('../../fixtures/next', import.meta.url));
const env = {
  ...process.env,
  NEXT_TELEMETRY_DISABLED: '1',
  NODE_ENV: 'production',
  WEBHOOK_SECRETS: RAW.secrets.join(' '),
};

let folder: string;
let next: ChildProcess;
let url: string;

/** An app of its own, from its own lock file; the SDK in it is ours. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hatched-next-'));
  await cp(FIXTURE, folder, { recursive: true });
  await run('npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: folder });
  const sdk = join(folder, 'node_modules/hatched-buddy');
  await mkdir(sdk, { recursive: true });
  await writeFile(join(sdk, 'webhooks.js'), await bundle(SDK_WEBHOOKS));
  const exports = { './sdk/webhooks': './webhooks.js' };
  await writeFile(join(sdk, 'package.json'), JSON.stringify({ name: 'hatched-buddy', type: 'module', exports }));
  const program = join(folder, 'node_modules/next/dist/bin/next');
  await run(process.execPath, [program, 'build'], { cwd: folder, env });
  next = spawn(process.execPath, [program, 'start', '--port', '0', '--hostname', '127.0.0.1'], { cwd: folder, env });
  url = await addressOf(next);
});
afterAll(async () => {
  if (next?.exitCode === null && next.kill()) await once(next, 'exit');
  await rm(folder, { recursive: true, force: true });
});

async function addressOf({ stdout, stderr }: ChildProcess): Promise<string> {
  let printed = '';
  stderr!.on('data', (text: Buffer) => (printed += text.toString()));
  for await (const text of stdout!) {
    printed += String(text);
    const [, address] = /(http:\/\/127\.0\.0\.1:\d+)/.exec(printed) ?? [];
    if (address && printed.includes('Ready')) return address;
  }
  throw new Error(`Next did not start: ${printed}`);
}

async function deliver(path: string, { headers, body, timestamp }: Signed): Promise<VerifiedWebhook> {
  const more = { 'content-type': 'application/json', 'x-test-now': String(timestamp) };
  const answer = await fetch(`${url}${path}`, { method: 'POST', headers: { ...headers, ...more }, body });
  return (await answer.json()) as VerifiedWebhook;
}

describe.each([
  ['a route handler', '/hooks', 'invalid_signature'],
  ['a route handler on the edge', '/edge', 'invalid_signature'],
  ['an API route after Next’s parser', '/api/parsed', 'missing_body'],
  ['an API route without a parser', '/api/raw', 'invalid_signature'],
])('%s', (_name, path, reason) => {
  test.each([RAW, ENVELOPE, STANDARD])('verifies the format $format', async (vector) => {
    expect(await deliver(path, vector)).toMatchObject({
      valid: true,
      eventType: 'badge.awarded',
      deliveryId: RAW.delivery_id,
      event: { badgeId: 'first_lesson' },
    });
  });

  test('refuses another body and missing headers', async () => {
    const forged = { ...RAW, body: RAW.body.replace('first_lesson', 'second_lesson') };
    expect(await deliver(path, forged)).toMatchObject({ valid: false, reason, event: null });
    expect(await deliver(path, { ...RAW, headers: {} })).toMatchObject({ valid: false, reason: 'missing_header' });
  });
});
