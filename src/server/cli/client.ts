import { AuthenticationError, ConnectionError, HatchedClient } from '../../sdk/index.ts';
import { DEFAULT_URL, isHttp, LIKE_URL } from './arguments.ts';

export interface Where {
  /** Of the running server. */
  url?: string;
}

/** A client of the running server. The key comes from the environment: arguments show in the list of processes. */
export function clientOf(environment: NodeJS.ProcessEnv, { url }: Where): HatchedClient {
  const apiKey = environment['HATCHED_SECRET_KEY']?.trim();
  if (!apiKey)
    throw new Error(
      'Set HATCHED_SECRET_KEY to a secret key of the world that you mean (hatch_test_… or hatch_live_…).',
    );
  if (apiKey.startsWith('hatch_pk_'))
    throw new Error(
      'HATCHED_SECRET_KEY is a publishable key, which only reads: set it to hatch_test_… or hatch_live_….',
    );
  if (!/^hatch_(test|live)_[\x21-\x7e]+$/.test(apiKey))
    throw new Error('HATCHED_SECRET_KEY is no secret key (hatch_test_… or hatch_live_…): copy it again, whole.');
  const given = environment['HATCHED_URL']?.trim();
  if (url === undefined && given && !isHttp(given)) throw new Error(`HATCHED_URL is "${given}". ${LIKE_URL}`);
  return new HatchedClient({ apiKey, baseUrl: url ?? (given || DEFAULT_URL) });
}

/** What the SDK says of its options, in the settings that the command line has for them. */
export function explained(error: unknown): unknown {
  if (error instanceof ConnectionError)
    return new Error(`${error.message} Does the server run there? --url, or HATCHED_URL, says where it is.`);
  if (error instanceof AuthenticationError) return new Error(`HATCHED_SECRET_KEY was refused. ${error.message}`);
  return error;
}
