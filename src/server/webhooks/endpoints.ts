import type { z } from 'zod';
import type { List } from '../../contract/common.ts';
import { invalidFields, Refusal } from '../../contract/errors.ts';
import { LIMITS } from '../../contract/limits.ts';
import type {
  endpoint,
  endpointInput,
  endpointPatch,
  newEndpoint,
  rotateSecretInput,
} from '../../contract/webhooks.ts';
import type { Parts as AllParts } from '../context.ts';
import type { EndpointRow, World } from '../store/rows.ts';
import { listPage, type PageQuery } from '../http/lists.ts';
import { rfc3339 } from '../http/times.ts';

type Parts = Pick<AllParts, 'store' | 'clock' | 'ids' | 'random' | 'secrets'>;
type EndpointView = z.output<typeof endpoint>;
type NewEndpointView = z.output<typeof newEndpoint>;

const SECRET_BYTES = 32;
/** Every valid secret signs every delivery: more would make the header long. */
const MOST_SECRETS = 5;

/** Registers an endpoint. Its secret is in the answer, and is not shown again. */
export async function createEndpoint(
  parts: Parts,
  world: World,
  input: z.output<typeof endpointInput>,
): Promise<NewEndpointView> {
  requireUsableUrl(input.url);
  const there = await parts.store.endpoints.list(world, { limit: LIMITS.webhook_endpoints });
  if (there.length >= LIMITS.webhook_endpoints) {
    throw new Refusal('conflict', `There are ${LIMITS.webhook_endpoints} endpoints, which is the most. Delete one.`);
  }
  const secret = newSecret(parts);
  const row: EndpointRow = {
    ...world,
    endpoint_id: parts.ids('endpoint'),
    url: input.url,
    events: distinct(input.events),
    format: input.format ?? 'raw',
    description: input.description ?? '',
    active: input.active ?? true,
    retry: input.retry ?? 'standard',
    recover: input.recover ?? false,
    secrets: [{ secret: parts.secrets.seal(secret), expires_at: null }],
    disabled: null,
    silent_since: null,
    failures: 0,
    clock_skew_ms: null,
    created_at: parts.clock(),
  };
  return parts.store.endpoints.insert(row, { ...view(row), secret });
}

export function listEndpoints(parts: Parts, world: World, query: PageQuery): Promise<List<EndpointView>> {
  return listPage(
    query,
    (page) => parts.store.endpoints.list(world, page),
    (row) => row.endpoint_id,
    view,
  );
}

export async function getEndpoint(parts: Parts, world: World, endpoint_id: string): Promise<EndpointView> {
  return view(await existingEndpoint(parts, world, endpoint_id));
}

export async function updateEndpoint(
  parts: Parts,
  world: World,
  endpoint_id: string,
  patch: z.output<typeof endpointPatch>,
): Promise<EndpointView> {
  if (patch.url !== undefined) requireUsableUrl(patch.url);
  const patched = (before: EndpointRow): EndpointRow => ({
    ...before,
    url: patch.url ?? before.url,
    events: patch.events ? distinct(patch.events) : before.events,
    format: patch.format ?? before.format,
    description: patch.description ?? before.description,
    active: patch.active ?? before.active,
    retry: patch.retry ?? before.retry,
    recover: patch.recover ?? before.recover,
    // Setting it active also enables an endpoint that the server has disabled.
    ...(patch.active === true && { disabled: null, failures: 0 }),
  });
  const updated = await parts.store.endpoints.update(world, endpoint_id, patched, view);
  if (!updated) throw noEndpoint(endpoint_id);
  return updated;
}

export async function removeEndpoint(parts: Parts, world: World, endpoint_id: string): Promise<void> {
  if (!(await parts.store.endpoints.remove(world, endpoint_id, parts.clock()))) throw noEndpoint(endpoint_id);
}

/** Adds a new secret. The older ones sign, too, until the grace period has passed. */
export async function rotateEndpointSecret(
  parts: Parts,
  world: World,
  endpoint_id: string,
  input: z.output<typeof rotateSecretInput>,
): Promise<NewEndpointView> {
  const now = parts.clock();
  const end = now + (input.grace_seconds ?? 0) * 1000;
  const secret = newSecret(parts);
  const newest = { secret: parts.secrets.seal(secret), expires_at: null };
  const rotated = (before: EndpointRow): EndpointRow => {
    const older = before.secrets
      .map((old) => ({ ...old, expires_at: Math.min(old.expires_at ?? Infinity, end) }))
      .filter((old) => old.expires_at > now);
    return { ...before, secrets: [newest, ...older].slice(0, MOST_SECRETS) };
  };
  const shown = (row: EndpointRow): NewEndpointView => ({ ...view(row), secret });
  const updated = await parts.store.endpoints.update(world, endpoint_id, rotated, shown);
  if (!updated) throw noEndpoint(endpoint_id);
  return updated;
}

/** @throws Refusal where there is none in this world. */
export async function existingEndpoint(
  parts: Pick<Parts, 'store'>,
  world: World,
  endpoint_id: string,
): Promise<EndpointRow> {
  const row = await parts.store.endpoints.byId(world, endpoint_id);
  if (!row) throw noEndpoint(endpoint_id);
  return row;
}

const noEndpoint = (id: string) => new Refusal('resource_not_found', `There is no webhook endpoint ${id}.`);

const newSecret = (parts: Parts) => `whsec_${parts.random(SECRET_BYTES).toString('base64')}`;

const distinct = (events: string[]) => (events.includes('*') ? ['*'] : [...new Set(events)]);

/** The IP address is checked when a connection is made, not here: what a name resolves to may change. */
function requireUsableUrl(url: string): void {
  const message = urlProblem(url);
  if (message) throw invalidFields([{ path: 'url', message }]);
}

function urlProblem(text: string): string | null {
  if (!URL.canParse(text)) return 'must be a URL like https://example.com/hooks';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must start with https:// or http://';
  if (url.username || url.password) return 'must not hold a user name or password; check the signature instead';
  if (url.hash) return 'must not have a fragment (#…); it would never be sent';
  return null;
}

function view(row: EndpointRow): EndpointView {
  return {
    endpoint_id: row.endpoint_id,
    url: row.url,
    events: row.events,
    format: row.format,
    description: row.description,
    active: row.active,
    retry: row.retry,
    recover: row.recover,
    disabled: row.disabled && { reason: row.disabled.reason, at: rfc3339(row.disabled.at) },
    created_at: rfc3339(row.created_at),
  };
}
