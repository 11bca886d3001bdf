import { judgePlaces } from './places.ts';

// `npm run test:full`: every size with every choice of sections at every width.
describe('the place on the page, all of it', () => {
  judgePlaces(() => true);
});
