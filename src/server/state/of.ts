import type { SeatState } from '../../contract/buddy/state.ts';
import type { Parts as AllParts } from '../context.ts';
import { choicesOf } from '../../engine/index.ts';
import type { BuddyRow, EggRow, OperationRow } from '../store/rows.ts';
import type { LoadedConfig } from '../workspace/configuration/cache.ts';
import { presentState, type LoadedEgg, type LoadedSeat, type Viewer } from './present.ts';

type Parts = Pick<AllParts, 'store' | 'configs' | 'catalog' | 'clock'>;

/** The state of a row at hand, as the widget wants it. */
export async function stateOf(parts: Parts, row: BuddyRow, viewer: Viewer): Promise<SeatState> {
  return presentState(await loadSeat(parts, row), viewer, parts.clock());
}

export async function loadSeat(parts: Parts, row: BuddyRow): Promise<LoadedSeat> {
  return row.status === 'alive' ? loadBuddy(parts, row) : loadUnhatched(parts, row);
}

async function loadBuddy(parts: Parts, row: BuddyRow): Promise<LoadedSeat> {
  const config = await parts.configs.get(row.config_version_id!);
  const next = config.compiled.stages.get(row.state.stage + 1);
  return {
    row,
    config,
    open: await openOperations(parts, row),
    egg: null,
    nextSilhouette: next ? await parts.catalog.silhouette(config, row.species, next.stage) : null,
    time_zone: zoneOf(row),
  };
}

async function loadUnhatched(parts: Parts, row: BuddyRow): Promise<LoadedSeat> {
  const user = await parts.store.users.get(row, row.user_id);
  const egg = row.status === 'unhatched' && row.egg_id !== null ? await parts.store.eggs.byId(row, row.egg_id) : null;
  const config = egg && (await parts.configs.get(egg.config_version_id));
  return {
    row,
    config,
    open: [],
    egg: egg && config && (await loadEgg(parts, egg, config)),
    nextSilhouette: null,
    time_zone: user?.time_zone ?? UTC,
  };
}

async function loadEgg({ catalog }: Parts, row: EggRow, { row: config }: LoadedConfig): Promise<LoadedEgg> {
  const { document } = config;
  const choices = choicesOf(document, row.species).map(async (species) => ({
    species,
    picture_hash: await catalog.egg(species, row.status),
  }));
  return { row, picture_hash: await catalog.egg(row.species, row.status), choices: await Promise.all(choices) };
}

const UTC = 'UTC';

const zoneOf = ({ state }: BuddyRow): string => state.zones.at(-1)?.zone ?? UTC;

/** A row whose picture is not pending has no open operations: nothing is looked up. */
async function openOperations({ store }: Pick<Parts, 'store'>, row: BuddyRow): Promise<OperationRow[]> {
  return row.appearance_status === 'pending' ? store.operations.open(row.buddy_id) : [];
}
