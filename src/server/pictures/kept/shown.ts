import { LRUCache } from 'lru-cache';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Parts } from '../../context.ts';
import { freshFor, ofBytes } from '../../lru.ts';
import type { ShownPictures } from './shown-pictures.ts';
import { withUploads } from './uploads.ts';

const compress = promisify(gzip);

const MOST_BYTES = 64 * 1024 * 1024;
/** For so long a process may go on serving a picture that another process has erased. */
const FRESH_MS = 30_000;

/** Pictures as they leave the server: the last ones asked for are kept, up to a number of bytes. */
export function createShownPictures({ store, clock }: Pick<Parts, 'store' | 'clock'>): ShownPictures {
  const kept = new LRUCache<string, Buffer>({
    ...ofBytes(MOST_BYTES),
    ...freshFor(FRESH_MS, clock),
    async fetchMethod(hash) {
      const image = await store.images.get(hash);
      return image ? Buffer.from(await withUploads({ store }, image.svg)) : undefined;
    },
  });
  /** Compressed once for all callers; gzip makes them a fifth of the size. */
  const zipped = new LRUCache<string, Buffer, Buffer>({
    ...ofBytes(MOST_BYTES / 2),
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
