import type { EggStatus } from '../../contract/eggs.ts';
import type { LoadedConfig } from '../workspace/configuration/cache.ts';

/** Pictures that belong to no buddy: the goods of a shop and the eggs. Drawn when first asked for. */
export interface CatalogPictures {
  /** Item key → hash of its picture. */
  items(config: LoadedConfig): Promise<ReadonlyMap<string, string>>;
  /** The hash of the picture. */
  egg(species: string, status: EggStatus): Promise<string>;
}
