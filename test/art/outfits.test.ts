import { SPECIES } from '../../src/contract/buddy/art.ts';
import { judgeOutfits } from './outfits.ts';

// Every pair of an item, a species, and a stage or pose; `outfits.full.ts` has all of them.
judgeOutfits((item, species, index) => species === (item + index) % SPECIES.length);
