import { readFileSync } from 'node:fs';
import type { Reason } from '../../../src/sdk/webhooks/index.ts';

interface Vector {
  name: string;
  secrets: string[];
  body: string;
  headers: Record<string, string>;
}

/** What the server signs and the SDK verifies, both tested on one file. */
export const VECTORS = JSON.parse(
  readFileSync(new URL('../../fixtures/webhook-signatures.json', import.meta.url), 'utf8'),
) as {
  signed: (Vector & {
    format: 'raw' | 'envelope' | 'standard';
    delivery_id: string;
    event: string;
    timestamp: number;
  })[];
  refused: (Vector & { now: number; reason: Reason })[];
};

export const [RAW, , ENVELOPE, , STANDARD] = VECTORS.signed as [Signed, Signed, Signed, Signed, Signed];
export type Signed = (typeof VECTORS.signed)[number];
