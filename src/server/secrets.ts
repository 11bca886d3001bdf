import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SettingsError, type Settings } from './settings.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What everything secret is derived from: one signing secret, a key of its own for every purpose. */
export interface Secrets {
  /** Signs session and embed tokens (HS256). */
  token_key: Uint8Array;
  /** AES-256-GCM; the answer is base64url. */
  seal(text: string): string;
  /** Null where the text was sealed under another signing secret, or changed since. */
  open(sealed: string): string | null;
  /** Keyed SHA-256, hex: the same for the same text, and no way back. */
  digest(text: string): string;
}

export function secretsOf(signingSecret: string, random: (bytes: number) => Buffer): Secrets {
  const derive = (purpose: string) =>
    new Uint8Array(hkdfSync('sha256', signingSecret, 'hatched-buddy', `hatched-buddy ${purpose}`, 32));
  const sealKey = derive('seal');
  // As a key object: bytes would be turned into one for every digest, which costs five times the digest.
  const digestKey = createSecretKey(derive('digest'));
  return {
    token_key: derive('tokens'),
    seal(text) {
      const iv = random(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealKey, iv);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, IV_BYTES));
      const body = bytes.subarray(IV_BYTES + TAG_BYTES);
      try {
        decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        return decipher.update(body, undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return null; // the tag does not fit: OpenSSL says no more than that
      }
    },
    digest: (text) => createHmac('sha256', digestKey).update(text).digest('hex'),
  };
}

/** The signing secret of the settings, else the one in the data directory, made on the first start (mode 0600). */
export async function signingSecret(settings: Settings, random: (bytes: number) => Buffer): Promise<string> {
  if (settings.signing_secret) return settings.signing_secret;
  const file = join(settings.data_dir, 'secrets.json');
  const fresh = { signing_secret: random(32).toString('base64url') };
  try {
    await writeFile(file, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    return fresh.signing_secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readSecret(file, await readFile(file, 'utf8'));
}

function readSecret(file: string, text: string): string {
  const found = parse(text);
  if (typeof found === 'string' && found.length >= 32) return found;
  throw new SettingsError(
    `${file} is damaged: put the signing secret back from a backup, or delete the file to make a new one, which ends every token.`,
  );
}

function parse(text: string): unknown {
  try {
    return (JSON.parse(text) as { signing_secret?: unknown } | null)?.signing_secret;
  } catch {
    return undefined;
  }
}
