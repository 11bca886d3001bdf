import type { z } from 'zod';
import type { buddy as buddySchema } from '../../contract/buddies.ts';
import type { SessionScope } from '../../contract/credentials.ts';
import type { BuddyView, EggView, EquippedView, SeatState, WidgetState } from '../../contract/state.ts';
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
import { eggAltText } from '../../art/index.ts';
import type { BuddyRow, EggRow, OperationRow } from '../store/rows.ts';
import type { LoadedConfig } from '../workspace/configuration/cache.ts';
import { partUrls, PICTURE_SIZE, pngUrl, svgUrl } from '../pictures/pictures.ts';
import { rfc3339 } from '../http/times.ts';
import { shownStage, stageCount, stageLabel } from './stages.ts';

/** A seat with all that is shown of it. */
export interface LoadedSeat {
  row: BuddyRow;
  /** What the buddy lives by, or its egg was laid by; null where there is neither. */
  config: LoadedConfig | null;
  open: OperationRow[];
  egg: LoadedEgg | null;
  time_zone: string;
}

export interface LoadedEgg {
  row: EggRow;
  picture_hash: string;
  choices: { species: string; label: string; picture_hash: string }[];
}

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
  { row, config, open, egg, time_zone }: LoadedSeat,
  { scopes, base_url }: Reader,
  now: Millis,
): SeatState {
  const has_hatched = row.status === 'alive' && config !== null;
  return {
    version: row.version,
    egg: egg && presentEgg(egg, config, base_url),
    ...(has_hatched ? hatched(row, { config: config.compiled, now, base_url }) : UNHATCHED),
    time_zone,
    scopes: [...scopes],
    pending_operations: open.map(({ operation_id, type }) => ({ operation_id, type })),
  };
}

type Hatched = Shared & Pick<WidgetState, 'buddy'>;

const UNHATCHED = {
  buddy: null,
  tokens: [],
  skills: [],
  streaks: [],
  badges: [],
  equipped: [],
  evolution: null,
} satisfies Record<keyof Hatched, unknown>;

const hatched = (row: BuddyRow, light: Light): Hatched => ({
  buddy: presentBuddyView(row, light),
  ...shared(row, light),
});

function presentEgg({ row, picture_hash, choices }: LoadedEgg, config: LoadedConfig | null, base_url: string): EggView {
  const target = config?.row.document.hatching?.ready_after;
  const alt = eggAltText({ status: row.status === 'ready' ? 'ready' : 'waiting' });
  const image = (hash: string) => ({ ...addresses(base_url, hash), alt });
  return {
    egg_id: row.egg_id,
    status: row.status,
    image: image(picture_hash),
    warmth: target === undefined ? null : { value: Math.min(target, row.warmth), target },
    choices: choices.map(({ species, label, picture_hash: hash }) => ({ species, label, image: image(hash) })),
  };
}

const addresses = (base_url: string, hash: string) => ({
  url: svgUrl(base_url, hash),
  png_url: pngUrl(base_url, hash),
  ...PICTURE_SIZE,
});

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
    image: hash === null ? null : { ...addresses(base_url, hash), alt: row.picture_alt, ...partUrls(row, base_url) },
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
    badges: viewBadges(state, config, now),
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
