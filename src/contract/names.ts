/* Names without their schemas, for what runs in browsers. */

export const SESSION_SCOPES = [
  'read',
  'events:track',
  'marketplace:browse',
  'marketplace:purchase',
  'items:equip',
  'buddy:hatch',
  'buddy:rename',
] as const;
export type SessionScope = (typeof SESSION_SCOPES)[number];
