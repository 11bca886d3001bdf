import { sql, type Database, type Statement, type Steps } from '../database.ts';
import { decode, encode, insertSql, inWorld, pageOf, select, selectOne } from '../records.ts';
import type { ConfigRow, Receipt, World } from '../rows.ts';
import { keepReceipt } from './idempotency.ts';
import type { Configs } from './interfaces.ts';
import type { Millis } from '../../../engine/types.ts';
import { CONFIGS } from '../tables.ts';

const SAVE_DRAFT = `${insertSql(CONFIGS)}
  ON CONFLICT (customer_id, mode) WHERE status = 'draft' DO UPDATE SET document = excluded.document
  RETURNING *`;

export function configRepository(db: Database): Configs {
  const ofStatus = (world: World, status: ConfigRow['status']): Statement =>
    sql(
      'SELECT * FROM config_versions WHERE customer_id = $1 AND mode = $2 AND status = $3',
      world.customer_id,
      world.mode,
      status,
    );

  function* publish(
    world: World,
    at: Millis,
    check: ((draft: ConfigRow) => void) | undefined,
    receiptOf: ((published: ConfigRow) => Receipt | undefined) | undefined,
  ): Steps<ConfigRow | null> {
    const draft = ofStatus(world, 'draft');
    const [found] = yield { ...draft, sql: `${draft.sql} ${db.dialect.for_update}` };
    if (!found) return null;
    const row = decode(CONFIGS, found);
    check?.(row);
    yield sql(
      "UPDATE config_versions SET status = 'archived' WHERE customer_id = $1 AND mode = $2 AND status = 'published'",
      world.customer_id,
      world.mode,
    );
    yield sql(
      "UPDATE config_versions SET status = 'published', published_at = $1 WHERE config_version_id = $2",
      at,
      row.config_version_id,
    );
    const published: ConfigRow = { ...row, status: 'published', published_at: at };
    yield* keepReceipt(receiptOf?.(published));
    return published;
  }

  return {
    draft: (world) => selectOne(db, CONFIGS, ofStatus(world, 'draft')),
    saveDraft: async (row) => (await selectOne(db, CONFIGS, { sql: SAVE_DRAFT, values: encode(CONFIGS, row) }))!,
    publish: (world, at, check, receiptOf) => db.transaction(() => publish(world, at, check, receiptOf)),
    published: (world) => selectOne(db, CONFIGS, ofStatus(world, 'published')),
    documents: async (world) => {
      const rows = await select(
        db,
        CONFIGS,
        sql(
          "SELECT * FROM config_versions WHERE customer_id = $1 AND mode = $2 AND status <> 'draft'",
          world.customer_id,
          world.mode,
        ),
      );
      return rows.map((row) => row.document);
    },
    byId: (id) => selectOne(db, CONFIGS, sql('SELECT * FROM config_versions WHERE config_version_id = $1', id)),
    list: (world, page) => select(db, CONFIGS, pageOf(CONFIGS, inWorld(world), 'config_version_id', page)),
  };
}
