import type { z } from 'zod';
import type { buddy as buddySchema } from '../../contract/buddy/buddies.ts';
import type { SessionScope } from '../../contract/credentials.ts';
import type { PlainConfiguration } from '../../contract/configuration/configuration.ts';
import type { BuddyImage, EggView, SeatState } from '../../contract/buddy/state.ts';
import {
  readyBadges,
  viewEgg,
  viewLife,
  viewSeat,
  type CompiledConfig,
  type LifeView,
  type Millis,
  speciesLabel,
  type Languages,
} from '../../engine/index.ts';
import { eggAltText } from '../../art/index.ts';
import type { BuddyRow, EggRow, OperationRow } from '../store/rows.ts';
import type { LoadedConfig } from '../workspace/configuration/cache.ts';
import { partUrls, PICTURE_SIZE, pngUrl, svgUrl } from '../pictures/pictures.ts';
import { inLanguages } from '../workspace/configuration/languages.ts';
import { describePicture } from './describe.ts';
import { rfc3339 } from '../http/times.ts';

/** A seat with all that is shown of it. */
export interface LoadedSeat {
  row: BuddyRow;
  /** The configuration of the buddy or the egg; null where there is neither. */
  config: LoadedConfig | null;
  open: OperationRow[];
  egg: LoadedEgg | null;
  /** The hash of what the buddy grows into, as a shape; null where there is none. */
  nextSilhouette: string | null;
  time_zone: string;
}

export interface LoadedEgg {
  row: EggRow;
  picture_hash: string;
  choices: { species: string; picture_hash: string }[];
}

/** The properties of the caller that a state depends on. */
export interface Viewer {
  scopes: readonly SessionScope[];
  baseUrl: string;
  languages: Languages;
}

/** What a presentation needs besides the row. */
interface PresentContext {
  config: CompiledConfig;
  now: Millis;
  /** Scheme and host of the picture's address. */
  baseUrl: string;
}

type Buddy = z.infer<typeof buddySchema>;

export function presentState(
  { row, config, open, egg, nextSilhouette, time_zone }: LoadedSeat,
  { scopes, baseUrl, languages }: Viewer,
  now: Millis,
): SeatState {
  const hasHatched = row.status === 'alive' && config !== null;
  const next_silhouette_url = nextSilhouette && svgUrl(baseUrl, nextSilhouette);
  const withSilhouette = ({ evolution, ...life }: LifeView): LifeView => ({
    ...life,
    evolution: { ...evolution, next_silhouette_url },
  });
  return viewSeat({
    version: row.version,
    egg: egg && config && presentEgg(egg, inLanguages(config, languages).config, baseUrl),
    life: hasHatched ? withSilhouette(lifeOf(row, { config: inLanguages(config, languages), now, baseUrl })) : null,
    time_zone,
    scopes,
    open,
  });
}

const lifeOf = (row: BuddyRow, { config, now, baseUrl }: PresentContext): LifeView =>
  viewLife(row, imageOf(row, config, baseUrl), config, now);

function presentEgg({ row, picture_hash, choices }: LoadedEgg, rules: PlainConfiguration, baseUrl: string): EggView {
  const alt = eggAltText({ status: row.status === 'ready' ? 'ready' : 'waiting' });
  const image = (hash: string) => ({ ...addresses(baseUrl, hash), alt });
  return viewEgg(
    row,
    rules.hatching?.ready_after,
    image(picture_hash),
    choices.map(({ species, picture_hash: hash }) => ({
      species,
      label: speciesLabel(rules, species),
      image: image(hash),
    })),
  );
}

const addresses = (baseUrl: string, hash: string) => ({
  url: svgUrl(baseUrl, hash),
  png_url: pngUrl(baseUrl, hash),
  ...PICTURE_SIZE,
});

/** While another picture is on its way, the words are those of the one that is still shown. */
function imageOf(row: BuddyRow, config: CompiledConfig, baseUrl: string): BuddyImage | null {
  const { picture_hash: hash } = row;
  if (hash === null) return null;
  const alt = row.appearance_status === 'ready' ? describePicture(row, config) : row.picture_alt;
  return { ...addresses(baseUrl, hash), alt, ...partUrls(row, baseUrl) };
}

export function presentBuddy(row: BuddyRow, context: PresentContext): Buddy {
  const { buddy, ...shared } = lifeOf(row, context);
  return {
    ...buddy,
    ...shared,
    badges_ready: readyBadges(row.state, context.config),
    owned: Object.entries(row.state.items).map(([item_id, since]) => ({ item_id, acquired_at: rfc3339(since) })),
    config_version_id: row.config_version_id!,
    created_at: rfc3339(row.created_at),
  };
}
