import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SettingsError, type Settings, type SigningSecrets } from './settings.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Keys that are derived from the signing secrets, one for each purpose. */
export interface Secrets {
  /** For session and embed tokens (HS256): the first signs, all verify. */
  tokenKeys: readonly Uint8Array[];
  /** AES-256-GCM under the first secret; the answer is base64url. */
  seal(text: string): string;
  /** Null where the text was sealed under none of the signing secrets, or changed since. */
  open(sealed: string): string | null;
  /** The same sealed under the first secret; null where it is already, and where it cannot be opened. */
  sealAnew(sealed: string): string | null;
  /** Keyed SHA-256, hex, under the first secret: the same for the same text, and no way back. */
  digest(text: string): string;
  /** The digest under each of the secrets. */
  digests(text: string): string[];
  /** Whether that is the digest of the text under any of the secrets. */
  isDigest(digest: string, text: string): boolean;
  /** The key of `digest` under the secret whose digest of the text this is, else under the first; base64url. */
  digestKeyOf(digest: string | null, text: string): string;
}

export function secretsOf(signingSecrets: SigningSecrets, random: (bytes: number) => Buffer): Secrets {
  const keys = signingSecrets.map(keysOf);
  const [first, ...others] = keys as [Keys, ...Keys[]];
  const isDigestUnder = ({ digest }: Keys, hex: string, text: string) => {
    const [one, other] = [Buffer.from(digestOf(digest, text)), Buffer.from(hex)];
    return one.length === other.length && timingSafeEqual(one, other);
  };
  const seal = (text: string) => sealUnder(first.seal, text, random(IV_BYTES));
  return {
    tokenKeys: keys.map(({ tokens }) => tokens),
    seal,
    open: (sealed) => openUnder(keys, sealed),
    sealAnew(sealed) {
      if (openUnder([first], sealed) !== null) return null;
      const text = openUnder(others, sealed);
      return text === null ? null : seal(text);
    },
    digest: (text) => digestOf(first.digest, text),
    digests: (text) => keys.map(({ digest }) => digestOf(digest, text)),
    isDigest: (hex, text) => keys.some((one) => isDigestUnder(one, hex, text)),
    digestKeyOf(hex, text) {
      const found = keys.find((one) => hex !== null && isDigestUnder(one, hex, text)) ?? first;
      return found.digest.export().toString('base64url');
    },
  };
}

interface Keys {
  tokens: Uint8Array;
  seal: Uint8Array;
  /** As a key object: bytes would be turned into one for every digest, which costs five times the digest. */
  digest: KeyObject;
}

function keysOf(signingSecret: string): Keys {
  const derive = (purpose: string) =>
    new Uint8Array(hkdfSync('sha256', signingSecret, 'hatched-buddy', `hatched-buddy ${purpose}`, 32));
  return { tokens: derive('tokens'), seal: derive('seal'), digest: createSecretKey(derive('digest')) };
}

function sealUnder(key: Uint8Array, text: string, iv: Buffer): string {
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
}

function openUnder(keys: readonly Keys[], sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  const [iv, tag] = [bytes.subarray(0, IV_BYTES), bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES)];
  for (const { seal } of keys) {
    try {
      const decipher = createDecipheriv('aes-256-gcm', seal, iv);
      decipher.setAuthTag(tag);
      return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      // The tag does not fit: the error says no more than that.
    }
  }
  return null;
}

const digestOf = (key: KeyObject, text: string): string => createHmac('sha256', key).update(text).digest('hex');

/** For `Store.hashEventId`: its key outlives every signing secret, since what it has hashed cannot be hashed again. */
export function hasherOf(key: string): (text: string) => string {
  const held = createSecretKey(Buffer.from(key, 'base64url'));
  return (text) => digestOf(held, text);
}

/** The signing secrets of the settings, else the one in the data directory, made on the first start (mode 0600). */
export async function signingSecretsOf(settings: Settings, random: (bytes: number) => Buffer): Promise<SigningSecrets> {
  if (settings.signingSecrets) return settings.signingSecrets;
  const file = join(settings.dataDir, 'secrets.json');
  const fresh = { signing_secret: random(32).toString('base64url') };
  try {
    await writeFile(file, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    return [fresh.signing_secret];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return [readSecret(file, await readFile(file, 'utf8'))];
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
