import type { IdKind } from '../contract/ids.ts';
import type { Millis } from '../engine/types.ts';
import type { TokenSigner } from './gate/tokens.ts';
import type { CatalogPictures } from './pictures/catalog-pictures.ts';
import type { ConfigCache } from './workspace/configuration/cache.ts';
import type { Limiter } from './gate/limiter.ts';
import type { Live } from './state/live.ts';
import type { StreamLimits } from './state/stream-limits.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import type { PngMaker } from './pictures/png.ts';
import type { ShownPictures } from './pictures/kept/shown-pictures.ts';
import type { Storage } from './storage.ts';
import type { Timers } from './timers.ts';

/** What the server is built from. Tests pass their own clock, timers, ids, randomness, log and store. */
export interface Parts {
  settings: Settings;
  store: Storage;
  clock: () => Millis;
  timers: Timers;
  ids: (kind: IdKind) => string;
  random: (bytes: number) => Buffer;
  log: Logger;
  secrets: Secrets;
  tokens: TokenSigner;
  configs: ConfigCache;
  catalog: CatalogPictures;
  /** Pictures as they are sent. */
  shown: ShownPictures;
  pngs: PngMaker;
  limiter: Limiter;
  metrics: Metrics;
  /** `createLive(store)`; closed before the HTTP server, so that streams and waiting calls end. */
  live: Live;
  streams: StreamLimits;
  /** Whether the queue that wakes the dispatcher of webhooks is away: deliveries then leave later. */
  isDegraded: () => boolean;
}
