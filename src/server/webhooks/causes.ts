/** Deliveries to causes lie among the others, under an endpoint that stands for the cause. */

const PREFIX = 'cause:';

export const endpointOfCause = (key: string): string => `${PREFIX}${key}`;

/** Null where the endpoint is one that was registered. */
export const causeKeyOf = (endpoint_id: string): string | null =>
  endpoint_id.startsWith(PREFIX) ? endpoint_id.slice(PREFIX.length) : null;
