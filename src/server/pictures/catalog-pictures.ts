import type { EggStatus } from '../../contract/buddy/eggs.ts';
import type { LoadedConfig } from '../workspace/configuration/cache.ts';

/** Pictures that belong to no buddy: items of the shop, eggs, silhouettes of stages. Drawn when first asked for. */
export interface CatalogPictures {
  /** Item key → hash of its picture. */
  items(config: LoadedConfig): Promise<ReadonlyMap<string, string>>;
  /** The hash of the picture. */
  egg(species: string, status: EggStatus): Promise<string>;
  /** The hash of a species' shape at a stage; null where its own picture is gone. */
  silhouette(config: LoadedConfig, species: string, stage: number): Promise<string | null>;
}
