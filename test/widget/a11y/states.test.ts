import { judgeStates } from '../../support/widget/states-matrix.ts';

// Every pair of a state, a look and a size; `states.full.ts` has all of them.
describe('accessibility, pair by pair', () => {
  judgeStates((state, look, size) => size === (state + look) % 5);
});
