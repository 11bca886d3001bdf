import type { BadgeView, EvolutionView, SkillView, StreakView, TokenView } from '../../contract/buddy/state.ts';
import { isoTime } from '../calendar.ts';
import type { CompiledConfig } from '../configuration/compile.ts';
import { checklist, holds } from '../rules/conditions.ts';
import { levelOf, levelProgress, skillValue } from '../rules/levels.ts';
import { progressOf, requirementsOf } from '../rules/progress.ts';
import { own, purseOf } from '../state.ts';
import { recentOf } from '../streaks/recent.ts';
import { statusOf } from '../streaks/status.ts';
import type { BuddyState, Millis } from '../types.ts';

/** What the API shows of a buddy: everything its configuration names, in that order, reached or not. */

/** The badges of its configuration that await review. */
export function readyBadges(state: BuddyState, config: CompiledConfig): string[] {
  return [...config.badges.keys()].filter((key) => own(state.badges, key)?.status === 'ready');
}

export function viewTokens(state: BuddyState, config: CompiledConfig): TokenView[] {
  return [...config.tokens.values()].map(({ key, label, icon = null, tier, max_balance = null }) => ({
    token_key: key,
    label,
    icon,
    tier,
    balance: purseOf(state, key).balance,
    max_balance,
  }));
}

export function viewSkills(state: BuddyState, config: CompiledConfig): SkillView[] {
  return [...config.skills.values()].map((skill) => {
    const value = skillValue(state, skill);
    return {
      skill_key: skill.key,
      label: skill.label,
      icon: skill.icon ?? null,
      color: skill.color ?? null,
      value,
      max_value: skill.max_value,
      level: levelOf(skill, value),
      level_progress: levelProgress(skill, value),
    };
  });
}

export function viewStreaks(state: BuddyState, config: CompiledConfig, now: Millis): StreakView[] {
  return [...config.streaks.values()].map((streak) => {
    const status = statusOf(state, streak, now);
    return {
      streak_key: streak.key,
      label: streak.label,
      period: streak.period,
      count: status.count,
      best: status.best,
      alive: status.alive,
      ticked_this_period: status.ticked,
      expires_at: status.expires_at === null ? null : isoTime(status.expires_at),
      next_milestone: streak.milestones.find(({ count }) => count > status.count)?.count ?? null,
      freezes_left: streak.freezes === null ? null : status.freezes_left,
      freezes: streak.freezes === null ? null : { left: status.freezes_left, max: streak.freezes },
      recent: recentOf(state, streak, now),
    };
  });
}

export function viewBadges(state: BuddyState, config: CompiledConfig, now: Millis): BadgeView[] {
  const facts = { state, config, at: now };
  return [...config.badges.values()].map(({ key, label, description, icon, condition }) => {
    const badge = own(state.badges, key);
    const earned = badge?.status === 'awarded';
    const progress = progressOf(condition, facts);
    return {
      badge_key: key,
      label,
      description,
      icon,
      earned,
      awarded_at: earned ? isoTime(badge.at) : null,
      // A badge is never taken back, whatever has become of what it was earned with.
      progress: earned && progress ? { ...progress, value: progress.target } : progress,
    };
  });
}

/** The way to the next stage; `next_stage` is null in the last one. */
export function viewEvolution(state: BuddyState, config: CompiledConfig, now: Millis): EvolutionView {
  const next = config.stages.get(state.stage + 1);
  if (!next) return { ready: false, next_stage: null, conditions: {}, next_label: null, progress: null };
  const facts = { state, config, at: now };
  return {
    ready: !next.condition || holds(next.condition, facts),
    next_stage: next.stage,
    conditions: next.condition ? checklist(next.condition, facts) : {},
    next_label: next.label,
    progress: next.condition ? requirementsOf(next.condition, facts) : [],
  };
}
