import { lazy } from '../lazy.ts';
import type { SeatState } from '../../contract/buddy/state.ts';
import { BadgeAwardedEvent, EvolvedEvent, SkillLeveledEvent, StreakMilestoneEvent } from '../events/changes.ts';
import type { Strings } from '../i18n/strings.ts';
import type { Picture } from '../element/view.ts';
import { animate, movesFreely } from '../look/motion.ts';
import { boxIn, layerOf, middle } from './layer.ts';
import { burst } from './particles.ts';
import { celebrateBadge, celebrateSkill } from './tiles.ts';

export interface CelebrationHost extends HTMLElement {
  pictureOf(state: SeatState | null): Picture | null;
}

/**
 * Celebrates where it happened. Badges and skills are celebrated in their own places; what is rare, a milestone or a new
 * stage, takes the picture for two and a half seconds.
 */
export async function celebrate(
  host: CelebrationHost,
  before: SeatState,
  after: SeatState,
  events: Event[],
  strings: Strings,
): Promise<void> {
  if (!movesFreely()) return;
  const root = host.shadowRoot!;
  const layer = layerOf(root);
  for (const event of events) {
    if (event instanceof BadgeAwardedEvent)
      celebrateBadge(layer, root.querySelector(`[data-badge="${CSS.escape(event.badge.badge_key)}"]`) ?? undefined);
    if (event instanceof SkillLeveledEvent)
      celebrateSkill(layer, tile(root, 'skill', after.skills.indexOf(event.skill)));
  }
  const picture = root.querySelector('[part=image]');
  const evolved = events.find((event) => event instanceof EvolvedEvent);
  const milestone = events.find((event) => event instanceof StreakMilestoneEvent);
  if (!picture || (!evolved && !milestone)) {
    animate(picture, { transform: ['none', 'translateY(-6px) scale(1.03)', 'none'] }, { duration: 700 });
    return;
  }
  const ceremonies = await lazy('celebration', () => import('./stage-ceremonies.ts')).catch(() => null);
  if (!ceremonies) return;
  const { celebrateEvolution, celebrateMilestone } = ceremonies;
  if (evolved) await celebrateEvolution(layer, picture, host.pictureOf(before)?.figure ?? '', before, after);
  if (milestone)
    await celebrateMilestone(
      layer,
      picture,
      milestone,
      tile(root, 'streak', after.streaks.indexOf(milestone.streak)),
      strings,
    );
  burst(layer, middle(boxIn(layer, picture)), 48, 150);
}

function tile(root: ShadowRoot, part: string, index: number): Element | undefined {
  return root.querySelectorAll(`[part~=${part}]`)[index];
}
