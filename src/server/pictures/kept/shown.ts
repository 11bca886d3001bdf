import { LRUCache } from 'lru-cache';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Parts } from '../../context.ts';
import type { ShownPictures } from './shown-pictures.ts';
import { withUploads } from './uploads.ts';

const compress = promisify(gzip);

const MOST_BYTES = 64 * 1024 * 1024;
/** What has been erased may be served for that long by a process that did not hear of it. */
const FRESH_MS = 30_000;

/** Pictures as they leave the server: the last ones asked for are kept, up to a number of bytes. */
export function createShownPictures({ store, clock }: Pick<Parts, 'store' | 'clock'>): ShownPictures {
  const kept = new LRUCache<string, Buffer>({
    maxSize: MOST_BYTES,
    sizeCalculation: (bytes) => bytes.length + 1,
    ttl: FRESH_MS,
    ttlResolution: 0,
    perf: { now: clock },
    async fetchMethod(hash) {
      const image = await store.images.get(hash);
      return image ? Buffer.from(await withUploads({ store }, image.svg)) : undefined;
    },
  });
  /** A drawing is a fifth of its size: made smaller once for all browsers. */
  const zipped = new LRUCache<string, Buffer, Buffer>({
    maxSize: MOST_BYTES / 2,
    sizeCalculation: (bytes) => bytes.length + 1,
    fetchMethod: (_hash, _stale, { context: svg }) => compress(svg),
  });
  return {
    zipped: async (hash, svg) => (await zipped.fetch(hash, { context: svg }))!,
    svg: async (hash) => (await kept.fetch(hash)) ?? null,
    forgetAll() {
      kept.clear();
      zipped.clear();
    },
  };
}
