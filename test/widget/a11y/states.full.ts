import { judgeStates } from '../../support/widget/states-matrix.ts';

// `npm test -- states`: every state in every look and size.
describe('accessibility, all of it', () => {
  judgeStates(() => true);
});
