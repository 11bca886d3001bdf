import type { List } from '../../contract/common.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { PageRequest } from '../store/records.ts';

export interface PageQuery {
  limit?: number | undefined;
  cursor?: string | undefined;
}

/** One row more than asked for tells whether there is a next page. The cursor is the id of the last row shown. */
export async function listPage<Row, View>(
  query: PageQuery,
  read: (page: PageRequest) => Promise<Row[]>,
  idOf: (row: Row) => string,
  view: (row: Row) => View,
): Promise<List<View>> {
  const limit = query.limit ?? LIMITS.defaultPage;
  const rows = await read({ limit: limit + 1, after: query.cursor });
  const shown = rows.slice(0, limit);
  return { data: shown.map(view), next_cursor: rows.length > limit ? idOf(shown.at(-1)!) : null };
}
