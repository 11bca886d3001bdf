import type { Curve } from '../../../contract/webhooks.ts';
import type { Millis } from '../../../engine/types.ts';
import type { Parts } from '../../context.ts';
import type { DeliveryRow, EndpointRow } from '../../store/rows.ts';
import { causeKeyOf } from '../causes.ts';
import { isSwitchedOn } from '../receivers.ts';
import type { Signing } from '../send/sign.ts';

/** Where a delivery goes, and how. */
export interface Target extends Signing {
  url: string;
  curve: Curve | 'cause';
  /** The first failure since its last success; null: its last answer was a success. */
  silent_since: Millis | null;
}

type TargetParts = Pick<Parts, 'configs' | 'secrets' | 'clock'>;

/** Null where nothing is sent to it: switched off, disabled, or deleted. */
export async function targetOf(
  parts: TargetParts,
  row: DeliveryRow,
  endpoint: EndpointRow | undefined,
): Promise<Target | null> {
  const cause = causeKeyOf(row.endpoint_id);
  if (cause !== null) return causeTarget(parts, row, cause);
  if (!endpoint || !isSwitchedOn(endpoint)) return null;
  const secrets = liveSecrets(parts, endpoint);
  if (secrets.length === 0) return null;
  const { url, format, retry, silent_since } = endpoint;
  return { url, format, secrets, curve: retry, silent_since };
}

/** Causes are part of the configuration: what is published now says where their webhooks go. */
async function causeTarget({ configs, secrets }: TargetParts, row: DeliveryRow, key: string): Promise<Target | null> {
  const published = await configs.published(row);
  const cause = published?.compiled.config.causes?.find((one) => one.key === key);
  const sealed = published?.row.cause_secrets[key];
  const secret = sealed === undefined ? null : opened(secrets, sealed);
  if (!cause || secret === null) return null;
  return { url: cause.webhook_url, format: 'raw', secrets: [secret], curve: 'cause', silent_since: null };
}

/** Newest first, without those that were encrypted under a signing secret which the server no longer has. */
function liveSecrets({ secrets, clock }: TargetParts, endpoint: EndpointRow): string[] {
  const now = clock();
  return endpoint.secrets
    .filter(({ expires_at }) => expires_at === null || expires_at > now)
    .flatMap(({ secret }) => opened(secrets, secret) ?? []);
}

const cache = new WeakMap<TargetParts['secrets'], Map<string, string | null>>();
const MOST_CACHED = 2000;

function opened(secrets: TargetParts['secrets'], sealed: string): string | null {
  let known = cache.get(secrets);
  if (!known || known.size >= MOST_CACHED) cache.set(secrets, (known = new Map()));
  let secret = known.get(sealed);
  if (secret === undefined) known.set(sealed, (secret = secrets.open(sealed)));
  return secret;
}
