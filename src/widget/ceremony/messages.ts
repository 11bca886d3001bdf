import type { BuddyView } from '../../contract/state.ts';
import {
  BadgeAwardedEvent,
  EvolutionReadyEvent,
  EvolvedEvent,
  SkillLeveledEvent,
  StreakMilestoneEvent,
} from '../events/changes.ts';
import type { Strings } from '../i18n/strings.ts';
import type { Message } from '../a11y/announcer.ts';

/** What is worth celebrating, in words; null for everyday events. */
export function messageOf(event: Event, { name, stage }: BuddyView, strings: Strings): Message | null {
  if (event instanceof BadgeAwardedEvent) {
    const { icon, label } = event.badge;
    return { icon, text: strings.t('newBadge', { label }) };
  }
  if (event instanceof StreakMilestoneEvent) {
    const { label, period } = event.streak;
    return { icon: 'flame', text: `${label}: ${strings.t(period, { n: event.milestone })}` };
  }
  if (event instanceof SkillLeveledEvent) {
    const { icon, label, level } = event.skill;
    return { icon: icon ?? 'star', text: `${label}: ${strings.t('level', { n: level })}` };
  }
  const key = event instanceof EvolvedEvent ? 'evolved' : event instanceof EvolutionReadyEvent ? 'growReady' : null;
  return key && { icon: 'sparkles', text: strings.t(key, { name, label: stage.label }) };
}
