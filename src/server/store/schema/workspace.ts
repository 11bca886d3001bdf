import type { Configuration } from '../../../contract/configuration/configuration.ts';
import { json, orNull, table, text, time, world, type RowOf } from './table.ts';

export const CONFIGS = table('config_versions', ['config_version_id'], {
  config_version_id: text(),
  ...world,
  status: text<'draft' | 'published' | 'archived'>(),
  /** Without the secrets of causes. */
  document: json<Configuration>(),
  /** Why it was published. */
  comment: orNull(text()),
  /** Encrypted, by the cause's key. */
  cause_secrets: json<Record<string, string>>(),
  created_at: time(),
  published_at: orNull(time()),
});
export type ConfigRow = RowOf<typeof CONFIGS>;

export const SETTINGS = table('settings', ['name'], {
  name: text(),
  value: text(),
});

/** A file that pages load. `kept_until` is null while this release serves it. */
export const RELEASED_FILES = table('released_files', ['path'], {
  path: text(),
  content: text(),
  kept_until: orNull(time()),
});

export const USERS = table('users', ['customer_id', 'mode', 'user_id'], {
  ...world,
  user_id: text(),
  time_zone: text(),
  updated_at: time(),
});
export type UserRow = RowOf<typeof USERS>;
