import type { EggStatus } from '../../contract/buddy/eggs.ts';
import type { LoadedConfig } from '../workspace/configuration/cache.ts';

/** Pictures that belong to no buddy: shop items, eggs, silhouettes of stages. Drawn when they are first asked for. */
export interface CatalogPictures {
  /** Item key → hash of its picture. */
  items(config: LoadedConfig): Promise<ReadonlyMap<string, string>>;
  /** The hash of the picture. */
  egg(species: string, status: EggStatus): Promise<string>;
  /** The hash of a species' silhouette at a stage; null where an upload that it is drawn from is missing. */
  silhouette(config: LoadedConfig, species: string, stage: number): Promise<string | null>;
}
