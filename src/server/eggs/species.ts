import { hash } from 'node:crypto';
import { SPECIES } from '../../contract/art.ts';
import type { Configuration } from '../../contract/configuration.ts';

const NAMES: Record<string, string> = { dragon: 'Ember', owl: 'Olive', robot: 'Bolt' };
const ANY_NAME = 'Buddy';

/** One of the configured species, else of the built-in ones: always the same for the same user. */
export function speciesFor({ species }: Configuration, user_id: string): string {
  const configured = (species ?? []).map((one) => one.key);
  const among: readonly string[] = configured.length > 0 ? configured : SPECIES;
  return among[Number.parseInt(hash('sha256', user_id, 'hex').slice(0, 8), 16) % among.length]!;
}

/** The species that the egg's user may choose from, its own first; empty where there is no choice. */
export function choicesOf({ species, hatching }: Configuration, own: string): string[] {
  const { choices = 1 } = hatching ?? {};
  if (choices === 1) return [];
  const configured = (species ?? []).map((one) => one.key);
  const others = (configured.length > 0 ? configured : SPECIES).filter((key) => key !== own);
  return [own, ...others].slice(0, choices);
}

/** What a species is called. */
export function speciesLabel({ species }: Configuration, key: string): string {
  const own = species?.find((one) => one.key === key);
  return (own && 'label' in own ? own.label : undefined) ?? `${key.charAt(0).toUpperCase()}${key.slice(1)}`;
}

/** What a buddy is called until somebody names it. */
export function firstName({ species }: Configuration, key: string): string {
  const own = species?.find((one) => one.key === key);
  return (own && 'label' in own ? own.label : undefined) ?? NAMES[key] ?? ANY_NAME;
}
