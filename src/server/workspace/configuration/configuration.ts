import type { z } from 'zod';
import type { List } from '../../../contract/common.ts';
import {
  configuration,
  type configDraft,
  type Configuration,
  type configVersion,
  type configVersions,
  type Finding,
  type publishAnswer,
  type publishInput,
  type ValidationReport,
} from '../../../contract/configuration/configuration.ts';
import { invalidFields, Refusal } from '../../../contract/errors.ts';
import { validate } from '../../../engine/index.ts';
import type { Parts as AllParts } from '../../context.ts';
import type { ConfigRow, World } from '../../store/rows.ts';
import { validatorOf } from '../../validation/validate.ts';
import { missingAssets } from '../../pictures/assets/missing.ts';
import { diffOf, type ConfigDiff } from './diff.ts';
import { etagOf, refuseOlder } from './draft-etag.ts';
import { listPage, type PageQuery } from '../../http/lists.ts';
import { keptSecrets, missingSecrets, takeSecrets } from './cause-secrets.ts';
import { rfc3339, rfc3339OrNull } from '../../http/times.ts';

type Parts = Pick<AllParts, 'store' | 'clock' | 'ids' | 'configs' | 'secrets'>;
type VersionView = z.output<typeof configVersion>;
type PublishAnswer = z.output<typeof publishAnswer>;

type StoredDocument = Pick<ConfigRow, 'document' | 'cause_secrets'>;

const checkDocument = validatorOf(configuration);

export async function getDraft(parts: Parts, world: World): Promise<z.output<typeof configDraft>> {
  const row = await draftOrPublished(parts, world);
  if (!row) throw new Refusal('resource_not_found', NO_DRAFT);
  return draftView(row);
}

async function draftOrPublished({ store }: Pick<Parts, 'store'>, world: World): Promise<ConfigRow | null> {
  return (await store.configs.draft(world)) ?? store.configs.published(world);
}

function draftView(row: ConfigRow): z.output<typeof configDraft> {
  return { ...view(row), status: row.status === 'draft' ? 'draft' : 'published', etag: etagOf(row) };
}

/**
 * Replaces the draft; with `ifMatch` only the one that the caller has read. It is checked when it is published, so that it
 * can be written step by step, except for conditions that nest too deep, which no further step would correct.
 */
export async function putDraft(
  parts: Parts,
  world: World,
  document: Configuration,
  ifMatch?: string,
): Promise<z.output<typeof configDraft>> {
  refuseDeepConditions(document);
  const row = draftOf(parts, world, document);
  return draftView(await parts.store.configs.saveDraft(row, (current) => refuseOlder(ifMatch, current)));
}

function draftOf(parts: Parts, world: World, document: Configuration): ConfigRow {
  return {
    ...world,
    config_version_id: parts.ids('config'),
    status: 'draft',
    ...takeSecrets(parts.secrets, document),
    comment: null,
    created_at: parts.clock(),
    published_at: null,
  };
}

function refuseDeepConditions(document: Configuration): void {
  const deep = validate(document).errors.filter(({ code }) => code === 'condition_too_deep');
  if (deep.length > 0) throw invalidFields(deep.map(({ path, message }) => ({ path, message })));
}

/** Says what is wrong with a document, or with the draft where none is given. Changes nothing. */
export async function validateDocument(
  parts: Parts,
  world: World,
  document: unknown | undefined,
): Promise<ValidationReport> {
  if (document === undefined) return report(parts, world, await existingDraft(parts, world));
  const fields = checkDocument(document);
  if (!fields) return report(parts, world, await asDraft(parts, world, document as Configuration));
  return { errors: fields.map((field) => ({ ...field, code: 'malformed' })), warnings: [] };
}

/** What the draft would be if this were written. */
async function asDraft({ store, secrets }: Parts, world: World, given: Configuration): Promise<StoredDocument> {
  const written = takeSecrets(secrets, given);
  const before = [await store.configs.draft(world), await store.configs.published(world)];
  const cause_secrets = keptSecrets(
    written,
    before.filter((row) => row !== null),
  );
  return { ...written, cause_secrets };
}

async function report(parts: Parts, world: World, written: StoredDocument): Promise<ValidationReport> {
  const { document } = written;
  const { errors, warnings } = validate(document);
  const left = audiencesInUse(await parts.store.configs.leftBehind(world, document));
  return {
    errors: [...errors, ...missingSecrets(written), ...left, ...(await missingAssets(parts, world, document))],
    warnings,
  };
}

interface Publishing extends z.output<typeof publishInput> {
  ifMatch?: string | undefined;
}

/**
 * Makes the draft the version that new eggs pin to; with a document, that in place of the draft. Refused while it has
 * errors: then the draft stays as it was.
 */
export async function publishDraft(
  parts: Parts,
  world: World,
  { document, comment, ifMatch }: Publishing = {},
): Promise<ConfigRow> {
  // Assets are never removed, so this can be checked before the draft is locked.
  const drawn = document ?? (await parts.store.configs.draft(world))?.document;
  const missing = drawn ? await missingAssets(parts, world, drawn) : [];
  const name = document ? 'document' : 'draft';
  const seen = (current: ConfigRow | null) => refuseOlder(ifMatch, current);
  const replacing = document && { row: draftOf(parts, world, document), check: seen };
  const check = (found: ConfigRow, leftBehind: string[]) => {
    if (!document) seen(found);
    refuseErrors(name, found, [...audiencesInUse(leftBehind), ...missing]);
  };
  const row = await parts.store.configs.publish(world, parts.clock(), { replacing, check, comment });
  if (!row) throw noDraft();
  parts.configs.setPublished(row);
  return row;
}

export const viewPublished = (row: ConfigRow): PublishAnswer => ({
  ...view(row),
  warnings: validate(row.document).warnings,
});

/** `name`: what the caller has to correct. Paths in a document begin with the field of the call that it is. */
function refuseErrors(name: 'document' | 'draft', draft: ConfigRow, others: readonly Finding[]): void {
  const { warnings, ...found } = validate(draft.document);
  const within = (finding: Finding) => ({
    ...finding,
    path: `${name === 'document' ? 'document.' : ''}${finding.path}`,
  });
  const errors = [...found.errors, ...missingSecrets(draft), ...others].map(within);
  const first = errors[0];
  if (!first) return;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const message = `The ${name} cannot be published: ${first.path}: ${first.message}${more}`;
  throw new Refusal('validation_failed', message, { fields: errors, warnings: warnings.map(within) });
}

/** Buddies of an audience that the configuration does not have could not be named any more. */
function audiencesInUse(leftBehind: readonly string[]): Finding[] {
  return leftBehind.map((key) => ({
    path: 'audiences',
    code: 'audience_in_use',
    message: `The audience "${key}" has buddies, eggs or seats that have not hatched: keep it, with its label, beside the others.`,
  }));
}

export function listVersions(parts: Parts, world: World, query: PageQuery): Promise<z.output<typeof configVersions>> {
  const page: Promise<List<VersionView>> = listPage(
    query,
    (page) => parts.store.configs.list(world, page),
    (row) => row.config_version_id,
    view,
  );
  return page.then(({ data, next_cursor }) => ({
    data: data.map(({ document: _document, ...rest }) => rest),
    next_cursor,
  }));
}

export async function getVersion(parts: Parts, world: World, config_version_id: string): Promise<VersionView> {
  const row = await parts.store.configs.byId(config_version_id);
  if (row && row.customer_id === world.customer_id && row.mode === world.mode) return view(row);
  throw new Refusal('resource_not_found', `There is no configuration version ${config_version_id}.`);
}

/** What going from one to the other would change. Before anything is published, everything is new. */
export async function diffVersions(parts: Parts, world: World, from: string, to: string): Promise<ConfigDiff> {
  const [before, after] = await Promise.all([documentOf(parts, world, from), documentOf(parts, world, to)]);
  return diffOf(before, after);
}

async function documentOf(parts: Parts, world: World, name: string): Promise<Configuration> {
  if (name === 'published') return (await parts.store.configs.published(world))?.document ?? {};
  return (name === 'draft' ? await getDraft(parts, world) : await getVersion(parts, world, name)).document;
}

async function existingDraft(parts: Parts, world: World): Promise<ConfigRow> {
  const draft = await parts.store.configs.draft(world);
  if (!draft) throw noDraft();
  return draft;
}

const NO_DRAFT = 'There is no draft. Write one with PUT /config/draft.';
const noDraft = () => new Refusal('conflict', NO_DRAFT);

function view(row: ConfigRow): VersionView {
  return {
    config_version_id: row.config_version_id,
    status: row.status,
    document: row.document,
    comment: row.comment,
    created_at: rfc3339(row.created_at),
    published_at: rfc3339OrNull(row.published_at),
  };
}
