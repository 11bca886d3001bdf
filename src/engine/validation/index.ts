import type { Configuration, Finding, ValidationReport } from '../../contract/configuration/configuration.ts';
import { artIsKnown, artSuitsItsCategory, choicesAreThere, placesAreKnown, stagesHaveArt } from './art.ts';
import { conditionsAreSound, whenTestsAreSound } from './conditions.ts';
import { amountsFitCaps, cheapestItemSuitsTheEarnRate, repeatableRulesAreCapped } from './economy.ts';
import { audiencesSpellAlike, badgesAreNotHabits } from './habits.ts';
import { keysAreUnique, namesAreFree, skillsAreFew } from './keys.ts';
import { conditionsOnlyComeTrue } from './order.ts';
import { conditionsCanBeReached, milestonesCanBeReached } from './reach.ts';
import { causesHaveAddresses, pricesCanBePaid, referencesAreKnown } from './references.ts';
import { findingsOf, type Check } from './report.ts';
import { stagesAreInOrder } from './stages.ts';

const ERRORS: Check[] = [
  keysAreUnique,
  namesAreFree,
  skillsAreFew,
  referencesAreKnown,
  pricesCanBePaid,
  stagesAreInOrder,
  conditionsAreSound,
  whenTestsAreSound,
  artIsKnown,
  placesAreKnown,
  stagesHaveArt,
  causesHaveAddresses,
];

const WARNINGS: Check[] = [
  repeatableRulesAreCapped,
  amountsFitCaps,
  cheapestItemSuitsTheEarnRate,
  badgesAreNotHabits,
  audiencesSpellAlike,
  milestonesCanBeReached,
  conditionsCanBeReached,
  conditionsOnlyComeTrue,
  artSuitsItsCategory,
  choicesAreThere,
];

/**
 * Checks what the shape of a document does not show: references, order, reach, prices. A document with errors cannot be
 * published. Warnings are advice; where an error names the same place, they are left out.
 */
export function validate(config: Configuration): ValidationReport {
  const errors = findingsOf(ERRORS, config);
  if (errors.some(({ code }) => code === 'condition_too_deep')) return { errors, warnings: [] };
  const isSaid = ({ path }: Finding): boolean => errors.some((error) => error.path.startsWith(path));
  return { errors, warnings: findingsOf(WARNINGS, config).filter((warning) => !isSaid(warning)) };
}
