import type { IdKind } from '../contract/ids.ts';
import type { Millis } from '../engine/types.ts';
import type { Tokens } from './auth/tokens.ts';
import type { ConfigCache } from './domain/config-cache.ts';
import type { Limiter } from './http/plugins/limiter.ts';
import type { Live } from './live/live.ts';
import type { StreamLimits } from './live/stream-limits.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store/store.ts';
import type { Timers } from './timers.ts';

/** What the server is built from. Tests pass their own clock, ids, store and fetch. */
export interface Parts {
  settings: Settings;
  store: Store;
  clock: () => Millis;
  timers: Timers;
  ids: (kind: IdKind) => string;
  random: (bytes: number) => Buffer;
  log: Logger;
  secrets: Secrets;
  tokens: Tokens;
  configs: ConfigCache;
  limiter: Limiter;
  metrics: Metrics;
  /** `createLive(store)`; closed before the HTTP server, so that streams and waiting calls end. */
  live: Live;
  streams: StreamLimits;
}
