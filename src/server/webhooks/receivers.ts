import { Refusal } from '../../contract/errors.ts';
import type { Parts } from '../context.ts';
import type { EndpointRow, World } from '../store/rows.ts';
import { causeKeyOf } from './causes.ts';
import { existingEndpoint } from './endpoints.ts';

interface Receiver {
  url: string;
  /** Null for a cause. */
  endpoint: EndpointRow | null;
}

/** The endpoint, or the cause behind `cause:<key>`. @throws Refusal where there is none in this world. */
export async function requireReceiver(
  { store, configs }: Pick<Parts, 'store' | 'configs'>,
  world: World,
  endpoint_id: string,
): Promise<Receiver> {
  const key = causeKeyOf(endpoint_id);
  if (key === null) {
    const endpoint = await existingEndpoint({ store }, world, endpoint_id);
    return { url: endpoint.url, endpoint };
  }
  const published = await configs.published(world);
  const cause = published?.compiled.config.causes?.find((one) => one.key === key);
  if (!cause) throw new Refusal('resource_not_found', `The published configuration has no cause ${key}.`);
  return { url: cause.webhook_url, endpoint: null };
}

/** Neither its operator nor the server has switched it off. */
export const isSwitchedOn = ({ active, disabled }: EndpointRow): boolean => active && !disabled;

/** @throws Refusal where nothing is sent to it. */
export function requireSwitchedOn(endpoint: EndpointRow): void {
  if (isSwitchedOn(endpoint)) return;
  const { endpoint_id, active } = endpoint;
  throw new Refusal(
    'conflict',
    `Endpoint ${endpoint_id} is ${active ? 'disabled' : 'not active'}: PATCH it with {"active": true} first.`,
  );
}
