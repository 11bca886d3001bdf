import type { SkillView, StreakView, WidgetState } from '../../contract/state.ts';
import {
  BadgeAwardedEvent,
  CoinsEarnedEvent,
  EvolutionReadyEvent,
  EvolvedEvent,
  ItemEquippedEvent,
  ItemUnequippedEvent,
  SkillLeveledEvent,
  StateChangeEvent,
  StreakMilestoneEvent,
  StreakTickedEvent,
} from './changes.ts';

/** What happened between two confirmed states, as events. */
export function eventsBetween(previous: WidgetState, state: WidgetState): Event[] {
  const { buddy, evolution } = state;
  const amount = buddy.coins - previous.buddy.coins;
  const fromStage = previous.buddy.stage.number;
  const toStage = buddy.stage.number;
  return [
    new StateChangeEvent({ state, previous }),
    ...(amount > 0 ? [new CoinsEarnedEvent({ amount, balance: buddy.coins })] : []),
    ...state.badges
      .filter((badge) => badge.earned && !previous.badges.find((old) => old.badge_key === badge.badge_key)?.earned)
      .map((badge) => new BadgeAwardedEvent({ badge })),
    ...state.streaks.flatMap((streak) =>
      streakEvents(
        streak,
        previous.streaks.find((old) => old.streak_key === streak.streak_key),
      ),
    ),
    ...state.skills.flatMap((skill) =>
      skillEvents(
        skill,
        previous.skills.find((old) => old.skill_key === skill.skill_key),
      ),
    ),
    ...(toStage > fromStage ? [new EvolvedEvent({ fromStage, toStage })] : []),
    ...(evolution.ready && !previous.evolution.ready
      ? [new EvolutionReadyEvent({ nextStage: evolution.next_stage })]
      : []),
    ...missing(state, previous).map((item) => new ItemUnequippedEvent(item)),
    ...missing(previous, state).map((item) => new ItemEquippedEvent(item)),
  ];
}

function streakEvents(streak: StreakView, before: StreakView | undefined): Event[] {
  const { count, ticked_this_period: ticks } = streak;
  if (count <= (before?.count ?? 0) && (!ticks || before?.ticked_this_period)) return [];
  const milestone = before?.next_milestone;
  const reached = milestone && count >= milestone;
  return [new StreakTickedEvent({ streak }), ...(reached ? [new StreakMilestoneEvent({ streak, milestone })] : [])];
}

function skillEvents(skill: SkillView, before: SkillView | undefined): Event[] {
  return before && skill.level > before.level ? [new SkillLeveledEvent({ skill, fromLevel: before.level })] : [];
}

/** What `other` wears and `state` does not. */
function missing(state: WidgetState, other: WidgetState): WidgetState['equipped'] {
  return other.equipped.filter((item) => !state.equipped.some(({ item_id: id }) => id === item.item_id));
}
