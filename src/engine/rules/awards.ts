import type { BadgeDefinition } from '../../contract/configuration/configuration.ts';
import { notify, type Draft } from '../draft.ts';
import { isoTime } from '../calendar.ts';
import { payReward } from '../payments.ts';
import { checklist, holds } from './conditions.ts';
import { own, put } from '../state.ts';

/**
 * Awards the badges and reaches the stages that the state has become good for, and again, since a reward or a stage may
 * be what another one waits for. A badge is awarded once and a stage left once, so this ends.
 */
export function giveAwards(draft: Draft): void {
  for (let again = true; again;) {
    again = false;
    for (const badge of draft.config.badges.values()) {
      if (!isOpen(draft, badge) || !holds(badge.condition, draft)) continue;
      reach(draft, badge);
      again = true;
    }
    if (evolveByItself(draft)) again = true;
  }
  tellReadiness(draft);
}

function isOpen({ state }: Draft, { key, award }: BadgeDefinition): boolean {
  const status = own(state.badges, key)?.status;
  return status === undefined || (status === 'ready' && award === 'auto');
}

function reach(draft: Draft, badge: BadgeDefinition): void {
  if (badge.award === 'auto') {
    award(draft, badge);
    return;
  }
  draft.state.badges = put(draft.state.badges, badge.key, { status: 'ready', at: draft.at });
  draft.effects.badges_ready.push(badge.key);
  notify(draft, 'badge.ready', { badge_id: badge.key, awarded_at: null });
}

/** Awards a badge that the buddy does not have yet, and pays its reward. */
export function award(draft: Draft, { key, reward }: BadgeDefinition, reason = `badge ${key}`): void {
  draft.state.badges = put(draft.state.badges, key, { status: 'awarded', at: draft.at });
  draft.effects.badges_awarded.push(key);
  notify(draft, 'badge.awarded', { badge_id: key, awarded_at: isoTime(draft.at) });
  payReward(draft, reward, { reason, source: { type: 'badge', badge_key: key } });
}

function evolveByItself(draft: Draft): boolean {
  const next = draft.config.stages.get(draft.state.stage + 1);
  if (!next?.auto_evolve || !next.condition || !holds(next.condition, draft)) return false;
  enterStage(draft, next.stage);
  return true;
}

export function enterStage(draft: Draft, stage: number): void {
  draft.state.stage = stage;
  draft.state.evolution_told = Math.max(draft.state.evolution_told, stage);
  draft.effects.evolved_to = stage;
}

/** Tells, once for each stage, that the buddy may evolve. */
function tellReadiness(draft: Draft): void {
  const { state, config } = draft;
  const next = config.stages.get(state.stage + 1);
  if (!next?.condition || state.evolution_told >= next.stage || !holds(next.condition, draft)) return;
  state.evolution_told = next.stage;
  draft.effects.evolution_ready = true;
  notify(draft, 'evolution.ready', { next_stage: next.stage, conditions: checklist(next.condition, draft) });
}
