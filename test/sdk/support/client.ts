import { HatchedClient, type ClientOptions } from '../../../src/sdk/index.ts';
import { scriptedFetch, type Turn } from './scripted-fetch.ts';

export const SECRET = `hatch_test_${'k'.repeat(40)}`;
export const PUBLISHABLE = `hatch_pk_${'p'.repeat(40)}`;

/** A client with a secret key whose calls are answered by the script. */
export function scriptedClient(turns: Turn[], options: Partial<ClientOptions> = {}) {
  const { fetch, sent } = scriptedFetch(...turns);
  const base = { baseUrl: 'https://buddy.test', fetch };
  const client = new HatchedClient({
    ...base,
    ...(options.publishableKey ? {} : { apiKey: SECRET }),
    ...options,
  } as ClientOptions);
  return { client, sent };
}
