import type { SeatState, SkillView, StreakView } from '../../contract/buddy/state.ts';
import {
  BadgeAwardedEvent,
  BuddyHatchedEvent,
  CoinsEarnedEvent,
  EggReadyEvent,
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
export function eventsBetween(previous: SeatState, state: SeatState): Event[] {
  const { buddy, egg } = state;
  return [
    new StateChangeEvent({ state, previous }),
    ...(egg?.status === 'ready' && previous.egg?.status === 'waiting' ? [new EggReadyEvent({ egg })] : []),
    ...(buddy && !previous.buddy ? [new BuddyHatchedEvent({ buddy })] : []),
    ...(previous.buddy ? eventsOfLife(previous, state) : []),
  ];
}

/** What happened to a buddy that had hatched before. What a newcomer brings with it is no news. */
function eventsOfLife(previous: SeatState, state: SeatState): Event[] {
  const { evolution } = state;
  const amount = (state.buddy?.coins ?? 0) - (previous.buddy?.coins ?? 0);
  const fromStage = previous.buddy?.stage.number ?? 0;
  const toStage = state.buddy?.stage.number ?? 0;
  return [
    ...(amount > 0 ? [new CoinsEarnedEvent({ amount, balance: state.buddy!.coins })] : []),
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
    ...(evolution?.ready && !previous.evolution?.ready
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
function missing(state: SeatState, other: SeatState): SeatState['equipped'] {
  return other.equipped.filter((item) => !state.equipped.some(({ item_id: id }) => id === item.item_id));
}
