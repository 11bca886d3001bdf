import type { SeatState } from '../../contract/buddy/state.ts';
import type { Message } from '../a11y/announcer.ts';
import {
  BadgeAwardedEvent,
  CoinsEarnedEvent,
  EvolutionReadyEvent,
  EvolvedEvent,
  SkillLeveledEvent,
  StreakMilestoneEvent,
} from '../events/changes.ts';
import type { Strings } from '../i18n/strings.ts';

/** What is worth celebrating, in words; null for everyday events. */
export function messageOf(event: Event, { buddy }: SeatState, strings: Strings): Message | null {
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
  if (!buddy) return null;
  const { name, stage } = buddy;
  const key = event instanceof EvolvedEvent ? 'evolved' : event instanceof EvolutionReadyEvent ? 'growReady' : null;
  return key && { icon: 'sparkles', text: strings.t(key, { name, label: stage.label }) };
}

/** So many things are named; the rest is hinted at. */
const ROOM = 3;

/** What came together is told together: "Daily lesson: 7 days · New badge: Week warrior · +35". Null where nothing is worth it. */
export function combinedMessage(events: Event[], after: SeatState, strings: Strings): Message | null {
  const messages = events.map((event) => messageOf(event, after, strings)).filter((message) => !!message);
  const [first] = messages;
  if (!first) return null;
  const coins = events.find((event) => event instanceof CoinsEarnedEvent);
  const words = [...messages.map(({ text }) => text), ...(coins ? [`+${strings.number(coins.amount)}`] : [])];
  const more = words.length > ROOM ? ['…'] : [];
  return { icon: first.icon, text: [...words.slice(0, ROOM), ...more].join(' · ') };
}
