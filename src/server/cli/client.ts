import { HatchedClient } from '../../sdk/index.ts';

export interface Where {
  /** Of the running server. */
  url?: string;
}

/** A client of the running server. The key comes from the environment: whoever lists processes would see an argument. */
export function clientOf(environment: NodeJS.ProcessEnv, { url }: Where): HatchedClient {
  const apiKey = environment['HATCHED_SECRET_KEY']?.trim();
  if (!apiKey)
    throw new Error(
      'Set HATCHED_SECRET_KEY to a secret key of the world that you mean (hatch_test_… or hatch_live_…).',
    );
  return new HatchedClient({ apiKey, baseUrl: url ?? environment['HATCHED_URL']?.trim() ?? 'http://127.0.0.1:8787' });
}
