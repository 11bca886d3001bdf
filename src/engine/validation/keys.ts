import { SPECIES } from '../../contract/buddy/art.ts';
import type { Configuration } from '../../contract/configuration/configuration.ts';
import { COIN, LIMITS } from '../../contract/limits.ts';
import type { Check, Report } from './report.ts';

const KEYED = [
  'audiences',
  'coin_rules',
  'tokens',
  'token_rules',
  'skills',
  'badges',
  'streaks',
  'species',
  'items',
  'leaderboards',
  'causes',
] as const satisfies (keyof Configuration)[];

export const keysAreUnique: Check = (config, report) => {
  for (const section of KEYED) {
    refuseRepeats(
      (config[section] ?? []).map(({ key }) => key),
      (index, key) => [`${section}.${index}.key`, `The key ${key} is used twice in ${section}. Rename one of them.`],
      report,
    );
  }
  for (const [index, { assets }] of ownSpecies(config)) {
    refuseRepeats(
      assets.map(({ stage }) => stage),
      (at, stage) => [`species.${index}.assets.${at}.stage`, `Stage ${stage} has two pictures. Remove one of them.`],
      report,
    );
  }
};

export const namesAreFree: Check = (config, report) => {
  for (const [index, { key }] of (config.tokens ?? []).entries()) {
    if (key === COIN) {
      report(`tokens.${index}.key`, 'reserved_key', `The name ${COIN} belongs to the built-in currency. Use another.`);
    }
  }
  for (const [index, { key }] of ownSpecies(config)) {
    if ((SPECIES as readonly string[]).includes(key)) {
      report(`species.${index}.key`, 'reserved_key', `${key} is a built-in species. Give your own another key.`);
    }
  }
};

export const skillsAreFew: Check = ({ skills = [] }, report) => {
  if (skills.length <= LIMITS.skills) return;
  const message = `There are ${skills.length} skills, and ${LIMITS.skills} is the most. Keep those users would name.`;
  report(`skills.${LIMITS.skills}`, 'too_many_skills', message);
};

type OwnSpecies = Extract<NonNullable<Configuration['species']>[number], { assets: unknown }>;

/** The species that bring their own pictures, with their places in the document. */
export function ownSpecies({ species = [] }: Configuration): [number, OwnSpecies][] {
  return [...species.entries()].filter((entry): entry is [number, OwnSpecies] => 'assets' in entry[1]);
}

function refuseRepeats<T>(values: T[], words: (index: number, value: T) => [string, string], report: Report): void {
  const seen = new Set<T>();
  for (const [index, value] of values.entries()) {
    if (seen.has(value)) {
      const [path, message] = words(index, value);
      report(path, 'duplicate_key', message);
    }
    seen.add(value);
  }
}
