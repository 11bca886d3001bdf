import type { Configuration, Reward } from '../../contract/configuration/configuration.ts';
import { DEFAULT_AUDIENCE } from '../../contract/limits.ts';
import type { Check, Report } from './report.ts';

export const referencesAreKnown: Check = (config, report) => {
  const need = needs(config, report);
  for (const section of ['coin_rules', 'token_rules', 'skill_rules', 'leaderboards'] as const) {
    for (const [index, { audience }] of (config[section] ?? []).entries()) {
      if (audience !== undefined) need('audiences', audience, `${section}.${index}.audience`);
    }
  }
  for (const [index, { token_key }] of (config.token_rules ?? []).entries()) {
    need('tokens', token_key, `token_rules.${index}.token_key`);
  }
  for (const [index, { skill_key }] of (config.skill_rules ?? []).entries()) {
    need('skills', skill_key, `skill_rules.${index}.skill_key`);
  }
  for (const [path, { tokens = [] }] of rewardsOf(config)) {
    for (const [index, { token_key }] of tokens.entries())
      need('tokens', token_key, `${path}.tokens.${index}.token_key`);
  }
  for (const [index, { price }] of (config.items ?? []).entries()) {
    if (price.type === 'token') need('tokens', price.token_key, `items.${index}.price.token_key`);
  }
};

/** A progression token marks how far a user has come; spending it would undo that. */
export const pricesCanBePaid: Check = ({ items = [], tokens = [] }, report) => {
  const progression = new Set(tokens.filter(({ tier }) => tier === 'progression').map(({ key }) => key));
  for (const [index, { price }] of items.entries()) {
    if (price.type !== 'token' || !progression.has(price.token_key)) continue;
    const message = `${price.token_key} is a progression token and cannot be spent. Price the item in a primary token.`;
    report(`items.${index}.price.token_key`, 'progression_not_spendable', message);
  }
};

export const causesHaveAddresses: Check = ({ causes = [] }, report) => {
  for (const [index, { webhook_url }] of causes.entries()) {
    const url = URL.parse(webhook_url);
    if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') continue;
    report(`causes.${index}.webhook_url`, 'invalid_url', 'Must be an http or https address without user and password.');
  }
};

type KeyedSection = 'audiences' | 'tokens' | 'skills';

function needs(config: Configuration, report: Report): (section: KeyedSection, key: string, path: string) => void {
  const known = (section: KeyedSection): Set<string> => new Set((config[section] ?? []).map(({ key }) => key));
  const keys = {
    audiences: known('audiences').add(DEFAULT_AUDIENCE),
    tokens: known('tokens'),
    skills: known('skills'),
  };
  return (section, key, path) => {
    if (keys[section].has(key)) return;
    report(path, 'unknown_reference', `There is no ${key} in ${section}. Add it there, or correct the name.`);
  };
}

function rewardsOf({ badges = [], streaks = [] }: Configuration): [string, Reward][] {
  const ofBadges = badges.map(({ reward }, index) => ({ path: `badges.${index}.reward`, reward }));
  const ofStreaks = streaks.flatMap(({ milestones }, index) =>
    milestones.map(({ reward }, at) => ({ path: `streaks.${index}.milestones.${at}.reward`, reward })),
  );
  return [...ofBadges, ...ofStreaks].flatMap(({ path, reward }) => (reward ? [[path, reward]] : []));
}
