import { judgeOutfits } from './outfits.ts';

// `npm run test:full`: every item on every species at every stage.
judgeOutfits(() => true);
