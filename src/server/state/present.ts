import type { z } from 'zod';
import type { buddy as buddySchema } from '../../contract/buddies.ts';
import type { SessionScope } from '../../contract/credentials.ts';
import type { BuddyView, EquippedView, WidgetState } from '../../contract/state.ts';
import { COIN } from '../../contract/limits.ts';
import {
  moodAt,
  viewBadges,
  viewEvolution,
  viewSkills,
  viewStreaks,
  viewTokens,
  type CompiledConfig,
  type Millis,
} from '../../engine/index.ts';
import type { BuddyRow, OperationRow } from '../store/rows.ts';
import { partUrls, PICTURE_SIZE, pngUrl, svgUrl } from '../pictures/pictures.ts';
import { rfc3339 } from '../http/times.ts';
import { shownStage, stageCount, stageLabel } from './stages.ts';

/** What depends on who reads. */
export interface Reader {
  scopes: readonly SessionScope[];
  base_url: string;
}

/** What a presentation needs besides the row. */
export interface Light {
  config: CompiledConfig;
  now: Millis;
  /** Scheme and host of the picture's address. */
  base_url: string;
}

type Buddy = z.infer<typeof buddySchema>;
type Shared = Pick<WidgetState, 'tokens' | 'skills' | 'streaks' | 'badges' | 'equipped' | 'evolution'>;

export function presentState(
  row: BuddyRow,
  light: Light,
  scopes: readonly SessionScope[],
  open: readonly OperationRow[],
): WidgetState {
  return {
    version: row.version,
    buddy: presentBuddyView(row, light),
    ...shared(row, light),
    scopes: [...scopes],
    pending_operations: open.map(({ operation_id, type }) => ({ operation_id, type })),
  };
}

export function presentBuddy(row: BuddyRow, light: Light): Buddy {
  return {
    ...presentBuddyView(row, light),
    ...shared(row, light),
    owned: Object.entries(row.state.items).map(([item_id, since]) => ({ item_id, acquired_at: rfc3339(since) })),
    config_version_id: row.config_version_id!,
    created_at: rfc3339(row.created_at),
  };
}

function presentBuddyView(row: BuddyRow, { config, now, base_url }: Light): BuddyView {
  const { state, picture_hash: hash } = row;
  return {
    buddy_id: row.buddy_id,
    user_id: row.user_id,
    name: row.name,
    audience: row.audience,
    stage: {
      number: shownStage(config.config, state.stage),
      label: stageLabel(config.config, state.stage),
      of: stageCount(config.config),
    },
    image:
      hash === null
        ? null
        : {
            url: svgUrl(base_url, hash),
            png_url: pngUrl(base_url, hash),
            ...PICTURE_SIZE,
            alt: row.picture_alt,
            ...partUrls(row, base_url),
          },
    appearance: { status: row.appearance_status, error: row.appearance_error },
    mood: moodAt(state, config, now),
    coins: state.purses[COIN]?.balance ?? 0,
  };
}

function shared({ state }: BuddyRow, { config, now }: Light): Shared {
  return {
    tokens: viewTokens(state, config),
    skills: viewSkills(state, config),
    streaks: viewStreaks(state, config, now),
    badges: viewBadges(state, config),
    equipped: viewEquipped(state.equipped, config),
    evolution: viewEvolution(state, config, now),
  };
}

/** What the buddy wears and the configuration still knows. */
function viewEquipped(equipped: readonly string[], { config }: CompiledConfig): EquippedView[] {
  return equipped.flatMap((item_id) => {
    const item = config.items?.find((one) => one.key === item_id);
    return item ? [{ item_id, category: item.category }] : [];
  });
}
