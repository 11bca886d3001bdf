import { judgeOutfits } from './outfits.ts';

// Every pair of an item, a species, and a stage or pose; `outfits.full.ts` has all of them.
judgeOutfits((item, species, index, of) => index === (item + species) % of);
