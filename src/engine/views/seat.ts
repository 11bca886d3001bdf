import type { SessionScope } from '../../contract/credentials.ts';
import type { EggStatus } from '../../contract/buddy/eggs.ts';
import { COIN } from '../../contract/limits.ts';
import type { OperationType } from '../../contract/buddy/operations.ts';
import type {
  BuddyImage,
  BuddyView,
  EggView,
  EquippedView,
  SeatState,
  WidgetState,
} from '../../contract/buddy/state.ts';
import type { CompiledConfig } from '../configuration/compile.ts';
import { shownStage, stageCount, stageLabel } from '../configuration/stages.ts';
import { moodAt } from '../time.ts';
import type { BuddyState, Millis } from '../types.ts';
import { viewBadges, viewEvolution, viewSkills, viewStreaks, viewTokens } from './buddy.ts';

/* What a page shows of a seat, from the row and the addresses of its pictures. */

interface BuddyFacts {
  buddy_id: string;
  user_id: string;
  name: string;
  audience: string;
  state: BuddyState;
  appearance_status: 'ready' | 'pending' | 'failed';
  appearance_error: string | null;
}

interface EggFacts {
  egg_id: string;
  status: EggStatus;
  warmth: number;
}

interface SeatFacts {
  version: number;
  egg: EggView | null;
  /** Null until it has hatched. */
  life: LifeView | null;
  time_zone: string;
  scopes: readonly SessionScope[];
  open: readonly { operation_id: string; type: OperationType }[];
}

/** What is shown of a living buddy. */
export type LifeView = Pick<
  WidgetState,
  'buddy' | 'tokens' | 'skills' | 'streaks' | 'badges' | 'equipped' | 'evolution'
>;

export function viewSeat({ version, egg, life, time_zone, scopes, open }: SeatFacts): SeatState {
  return {
    version,
    egg,
    ...(life ?? UNHATCHED),
    time_zone,
    scopes: [...scopes],
    pending_operations: open.map(({ operation_id, type }) => ({ operation_id, type })),
  };
}

const UNHATCHED = {
  buddy: null,
  tokens: [],
  skills: [],
  streaks: [],
  badges: [],
  equipped: [],
  evolution: null,
} satisfies Record<keyof LifeView, unknown>;

export function viewLife(row: BuddyFacts, image: BuddyImage | null, config: CompiledConfig, now: Millis): LifeView {
  const { state } = row;
  return {
    buddy: viewBuddy(row, image, config, now),
    tokens: viewTokens(state, config),
    skills: viewSkills(state, config),
    streaks: viewStreaks(state, config, now),
    badges: viewBadges(state, config, now),
    equipped: viewEquipped(state.equipped, config),
    evolution: viewEvolution(state, config, now),
  };
}

function viewBuddy(row: BuddyFacts, image: BuddyImage | null, rules: CompiledConfig, now: Millis): BuddyView {
  const { config } = rules;
  const { state, buddy_id, user_id, name, audience, appearance_status: status, appearance_error: error } = row;
  return {
    buddy_id,
    user_id,
    name,
    audience,
    stage: {
      number: shownStage(config, state.stage),
      label: stageLabel(config, state.stage),
      of: stageCount(config),
    },
    image,
    appearance: { status, error },
    mood: moodAt(state, rules, now),
    coins: state.purses[COIN]?.balance ?? 0,
  };
}

/** What the buddy wears and the configuration still knows. */
function viewEquipped(equipped: readonly string[], { config }: CompiledConfig): EquippedView[] {
  return equipped.flatMap((item_id) => {
    const item = config.items?.find((one) => one.key === item_id);
    return item ? [{ item_id, category: item.category }] : [];
  });
}

export function viewEgg(
  { egg_id, status, warmth }: EggFacts,
  ready_after: number | undefined,
  image: EggView['image'],
  choices: EggView['choices'],
): EggView {
  const target = ready_after;
  return {
    egg_id,
    status,
    image,
    warmth: target === undefined ? null : { value: Math.min(target, warmth), target },
    choices,
  };
}
