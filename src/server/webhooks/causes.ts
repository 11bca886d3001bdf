import type { World } from '../store/rows.ts';

/** Deliveries to causes are stored like others, under an endpoint id that names the cause. */

const PREFIX = 'cause:';

export const endpointOfCause = (key: string): string => `${PREFIX}${key}`;

/** Null where the endpoint is one that was registered. */
export const causeKeyOf = (endpoint_id: string): string | null =>
  endpoint_id.startsWith(PREFIX) ? endpoint_id.slice(PREFIX.length) : null;

/** The id under which figures about a receiver are stored: other worlds may have causes of the same key. */
export const figuresOf = ({ customer_id, mode }: World, endpoint_id: string): string =>
  causeKeyOf(endpoint_id) === null ? endpoint_id : `${endpoint_id} of ${customer_id} ${mode}`;
