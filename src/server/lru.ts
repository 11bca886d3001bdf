import type { Millis } from '../engine/types.ts';

/** Options of an `LRUCache` of buffers that holds up to so many bytes. */
export const ofBytes = (maxSize: number) => ({ maxSize, sizeCalculation: (bytes: Buffer) => bytes.length + 1 });

/** Options of an `LRUCache` whose entries are of use for so long, by the server's clock. */
export const freshFor = (ttl: Millis, clock: () => Millis) => ({ ttl, ttlResolution: 0, perf: { now: clock } });
