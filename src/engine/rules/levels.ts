import type { SkillDefinition } from '../../contract/configuration/configuration.ts';
import { notify, type Draft } from '../draft.ts';
import { own, put } from '../state.ts';
import type { BuddyState } from '../types.ts';

/** A level is reached with every `points_per_level` points, so 65 points at 20 a level are level 3. */
export function levelOf({ points_per_level }: SkillDefinition, value: number): number {
  return Math.floor(value / points_per_level);
}

/** How much of the way to the next level is done, 0 to 1; 1 at `max_value`. */
export function levelProgress({ max_value, points_per_level }: SkillDefinition, value: number): number {
  return value >= max_value ? 1 : (value % points_per_level) / points_per_level;
}

/** The value of a skill, never above its maximum. */
export function skillValue(state: BuddyState, skill: SkillDefinition): number {
  return Math.min(skill.max_value, own(state.skills, skill.key) ?? 0);
}

/** Sets the value, at most the skill's maximum, and reports where a level was reached. */
export function setSkill(draft: Draft, skill: SkillDefinition, value: number): void {
  const from = levelOf(skill, skillValue(draft.state, skill));
  const to = levelOf(skill, value);
  draft.state.skills = put(draft.state.skills, skill.key, value);
  if (to > from) notify(draft, 'skill.leveled', { skill_key: skill.key, from_level: from, to_level: to, value });
}
