import { judgeStates } from '../../support/widget/states-matrix.ts';

// `npm run test:full`: every state in every look and size.
describe('accessibility, all of it', () => {
  judgeStates(() => true);
});
