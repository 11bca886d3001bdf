import { idPattern } from '../../../contract/ids.ts';
import type { Parts } from '../../context.ts';

/** The id of an upload in place of its bytes. Base64 holds no underscore, so the two cannot be confused. */
const REFERENCE = new RegExp(`;base64,(${idPattern('asset').source.slice(1, -1)})"`, 'g');

/** The picture with the bytes of the uploads that it refers to. */
export async function withUploads({ store }: Pick<Parts, 'store'>, svg: string): Promise<string> {
  const ids = new Set([...svg.matchAll(REFERENCE)].map(([, id]) => id!));
  if (ids.size === 0) return svg;
  const bytes = await store.assets.base64Of([...ids]);
  return svg.replace(REFERENCE, (whole, id: string) => (bytes.has(id) ? `;base64,${bytes.get(id)}"` : whole));
}
