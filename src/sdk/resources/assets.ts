import type { Sender } from '../http/request.ts';
import type { CallOptions } from '../options.ts';
import { list, type List } from '../page.ts';
import type { Asset, PageQuery } from '../types.ts';

export interface Upload {
  /** SVG, PNG or WebP. A Blob brings its own type. */
  file: Blob | ArrayBuffer | Uint8Array<ArrayBuffer> | string;
  fileName: string;
  /** `image/svg+xml`, `image/png` or `image/webp`; without it the Blob's own, else that of the file name. */
  mediaType?: string | undefined;
}

const TYPES: Record<string, string> = { svg: 'image/svg+xml', png: 'image/png', webp: 'image/webp' };

export class Assets {
  readonly #sender: Sender;
  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /** A stage picture or an item layer. */
  upload({ file, fileName, mediaType }: Upload, options?: CallOptions): Promise<Asset> {
    const own = file instanceof Blob ? file.type : '';
    const type = mediaType ?? (own || TYPES[fileName.split('.').at(-1)!.toLowerCase()] || '');
    const form = new FormData();
    form.set('file', new Blob([file], { type }), fileName);
    return this.#sender.send({ method: 'POST', path: '/assets', form }, options);
  }

  /** Newest first. */
  list(query?: PageQuery, options?: CallOptions): List<Asset> {
    return list(this.#sender, { method: 'GET', path: '/assets', query }, options);
  }
}
