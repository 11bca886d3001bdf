import { path, type Sender } from '../http/request.ts';
import type { CallOptions } from '../options.ts';
import type { Leaderboard, LeaderboardQuery } from '../types.ts';

export class Leaderboards {
  readonly #sender: Sender;
  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /** The top of its window; with `around` the neighbourhood of one buddy. */
  get(key: string, query?: LeaderboardQuery, options?: CallOptions): Promise<Leaderboard> {
    return this.#sender.send({ method: 'GET', path: path`/leaderboards/${key}`, query }, options);
  }
}
