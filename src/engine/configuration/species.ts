import { SPECIES } from '../../contract/buddy/art.ts';
import type { Configuration, PlainConfiguration } from '../../contract/configuration/configuration.ts';

const NAMES: Record<string, string> = { dragon: 'Ember', owl: 'Olive', robot: 'Bolt' };
const ANY_NAME = 'Buddy';

/** What an egg may hatch into: the configured species, else the built-in ones. */
export function speciesOf({ species }: Configuration): readonly string[] {
  const configured = (species ?? []).map((one) => one.key);
  return configured.length > 0 ? configured : SPECIES;
}

/** The species that the egg's user may choose from, its own first; empty where there is no choice. */
export function choicesOf(configuration: Configuration, own: string): string[] {
  const { choices = 1 } = configuration.hatching ?? {};
  if (choices === 1) return [];
  return [own, ...speciesOf(configuration).filter((key) => key !== own)].slice(0, choices);
}

/** What a species is called. */
export function speciesLabel({ species }: PlainConfiguration, key: string): string {
  const own = species?.find((one) => one.key === key);
  return (own && 'label' in own ? own.label : undefined) ?? `${key.charAt(0).toUpperCase()}${key.slice(1)}`;
}

/** The name of a buddy until it is given another. */
export function firstName({ species }: PlainConfiguration, key: string): string {
  const own = species?.find((one) => one.key === key);
  return (own && 'label' in own ? own.label : undefined) ?? (Object.hasOwn(NAMES, key) ? NAMES[key]! : ANY_NAME);
}
