import type { Configuration } from '../../../contract/configuration/configuration.ts';
import { audiencesOf, type Millis } from '../../../engine/index.ts';
import { sql, type Database, type Statement, type Steps } from '../../store/database.ts';
import { decodeRow, encodeRow, insertSql, pageIn, select, selectOne, type PageRequest } from '../../store/records.ts';
import type { ConfigRow, World } from '../../store/rows.ts';
import { keptSecrets } from './cause-secrets.ts';
import { CONFIGS } from '../../store/tables.ts';

export type Configs = ReturnType<typeof configQueries>;

type DraftCheck = (current: ConfigRow | null) => void;

export interface Publication {
  /** Takes the place of the draft before, in the same transaction, as `saveDraft` does. */
  replacing?: { row: ConfigRow; check: DraftCheck } | undefined;
  /** Sees the draft under its lock, and what it would leave (`leftBehind`), and may throw a Refusal to publish nothing. */
  check?: ((draft: ConfigRow, leftBehind: string[]) => void) | undefined;
  comment?: string | null | undefined;
}

const SAVE_DRAFT = `${insertSql(CONFIGS)}
  ON CONFLICT (customer_id, mode) WHERE status = 'draft' DO UPDATE
  SET document = excluded.document, cause_secrets = excluded.cause_secrets
  RETURNING *`;

const NEW_DRAFT = `${insertSql(CONFIGS)} ON CONFLICT (customer_id, mode) WHERE status = 'draft' DO NOTHING RETURNING *`;

export function configQueries(db: Database) {
  const ofStatus = (world: World, status: ConfigRow['status']): Statement =>
    sql(
      'SELECT * FROM config_versions WHERE customer_id = $1 AND mode = $2 AND status = $3',
      world.customer_id,
      world.mode,
      status,
    );

  function* saveDraft(row: ConfigRow, check: DraftCheck | undefined): Steps<ConfigRow> {
    // A draft that another call makes meanwhile is not there to be locked: then this is tried once more.
    for (;;) {
      const draft = yield* lockedDraft(row);
      const published = yield ofStatus(row, 'published');
      const before = [...(draft ? [draft] : []), ...published.map((one) => decodeRow(CONFIGS, one))];
      check?.(before[0] ?? null);
      const values = encodeRow(CONFIGS, { ...row, cause_secrets: keptSecrets(row, before) });
      const [saved] = yield { sql: draft ? SAVE_DRAFT : NEW_DRAFT, values };
      if (saved) return decodeRow(CONFIGS, saved);
    }
  }

  function* leftBehind(world: World, document: Configuration): Steps<string[]> {
    const [found] = yield ofStatus(world, 'published');
    const kept = audiencesOf(document);
    const removed = audiencesOf(found ? decodeRow(CONFIGS, found).document : {}).filter((key) => !kept.includes(key));
    if (removed.length === 0) return [];
    const inhabited = yield inhabitedOf(world, removed);
    return inhabited.map((row) => row['audience'] as string);
  }

  function* lockedDraft(world: World): Steps<ConfigRow | null> {
    const draft = ofStatus(world, 'draft');
    const [found] = yield { ...draft, sql: `${draft.sql} ${db.dialect.forUpdate}` };
    return found ? decodeRow(CONFIGS, found) : null;
  }

  function* publish(
    world: World,
    at: Millis,
    { replacing, check, comment = null }: Publication,
  ): Steps<ConfigRow | null> {
    const row = replacing ? yield* saveDraft(replacing.row, replacing.check) : yield* lockedDraft(world);
    if (!row) return null;
    check?.(row, yield* leftBehind(world, row.document));
    yield sql(
      "UPDATE config_versions SET status = 'archived' WHERE customer_id = $1 AND mode = $2 AND status = 'published'",
      world.customer_id,
      world.mode,
    );
    yield sql(
      "UPDATE config_versions SET status = 'published', published_at = $1, comment = $2 WHERE config_version_id = $3",
      at,
      comment,
      row.config_version_id,
    );
    return { ...row, status: 'published', published_at: at, comment };
  }

  return {
    draft: (world: World) => selectOne(db, CONFIGS, ofStatus(world, 'draft')),
    /**
     * Creates the draft or replaces its document. Answers the draft as this call has written it; causes whose secret it
     * does not bring keep the one of the draft before, else of what is published. `check` sees what is replaced (without a
     * draft, what is published), and may throw a Refusal to write nothing.
     */
    saveDraft: (row: ConfigRow, check?: DraftCheck) => db.transaction(() => saveDraft(row, check)),
    /** Draft → published, and what was published → archived, in one transaction. Null where there is no draft. */
    publish: (world: World, at: Millis, publication: Publication = {}) =>
      db.transaction(() => publish(world, at, publication)),
    /** The audiences that the published version has and the document has not, and in which somebody is, hatched or not. */
    leftBehind: (world: World, document: Configuration) => db.transaction(() => leftBehind(world, document)),
    published: (world: World) => selectOne(db, CONFIGS, ofStatus(world, 'published')),
    /** Of every version that is or was published. */
    async documents({ customer_id, mode }: World) {
      const text = "SELECT * FROM config_versions WHERE customer_id = $1 AND mode = $2 AND status <> 'draft'";
      const rows = await select(db, CONFIGS, sql(text, customer_id, mode));
      return rows.map((row) => row.document);
    },
    /** Of every world. */
    withCauseSecrets: () => select(db, CONFIGS, sql("SELECT * FROM config_versions WHERE cause_secrets <> '{}'")),
    /** Of every world: those whose causes hold their secrets in the document, as they did before they were sealed. */
    async withPlainSecrets() {
      const rows = await select(db, CONFIGS, sql(`SELECT * FROM config_versions WHERE document LIKE '%"secret":%'`));
      return rows.filter(({ document }) => document.causes?.some(({ secret }) => secret !== undefined));
    },
    /** The same configuration, otherwise kept. False where the row's secrets are not what they were any more. */
    async replaceCauseSecrets(before: ConfigRow, after: ConfigRow) {
      const contentOf = (row: ConfigRow) => [JSON.stringify(row.document), JSON.stringify(row.cause_secrets)];
      const text = `UPDATE config_versions SET document = $1, cause_secrets = $2
        WHERE config_version_id = $3 AND document = $4 AND cause_secrets = $5`;
      return (await db.run(sql(text, ...contentOf(after), before.config_version_id, ...contentOf(before)))) > 0;
    },
    byId: (id: string) => selectOne(db, CONFIGS, sql('SELECT * FROM config_versions WHERE config_version_id = $1', id)),
    list: (world: World, page: PageRequest) => pageIn(db, CONFIGS, world, page),
  };
}

/** Of these audiences, those in which anybody is: one row of each is looked at. */
function inhabitedOf(world: World, audiences: readonly string[]): Statement {
  const places = audiences.map((_, index) => `($${index + 3})`);
  return sql(
    `SELECT wanted.column1 AS audience FROM (VALUES ${places.join(', ')}) AS wanted WHERE EXISTS (
       SELECT 1 FROM buddies WHERE customer_id = $1 AND mode = $2 AND audience = wanted.column1 AND status <> 'archived')`,
    world.customer_id,
    world.mode,
    ...audiences,
  );
}
