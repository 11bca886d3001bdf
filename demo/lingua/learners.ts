/** A learner of Lingua: what is behind it when the demo begins. */
export interface Learner {
  userId: string;
  /** What its buddy is called. */
  buddy: string;
  /** Day by day, ending yesterday: L a lesson, Q a quiz, C a conversation, S a story; nothing on a day off. */
  days: readonly string[];
  /** What it has bought since, and wears. */
  bought: readonly string[];
}

const off = (days: number): string[] => Array<string>(days).fill('');
const FORTNIGHT = ['LL', 'LC', 'L', 'LQ', 'LS', 'L', 'LLC', 'L', 'LQ', 'LL', 'LC', 'LS', 'L', 'LLQ'];

/** The one whom the page opens with. Two days are missed, so that today's lesson makes the streak a week; it is the twentieth, too. */
const TWO_WEEKS: Learner = {
  userId: 'demo-pip',
  buddy: 'Pip',
  days: ['LL', 'LQ', 'LC', 'LLS', 'L', 'LQ', ...off(2), 'LL', 'LC', 'LQL', 'LLS', 'LLQ', 'LLC'],
  bought: ['item_scarf', 'item_sunny_meadow'],
};

/** Freezes have carried the streak over four missed days, and none is left: today's lesson makes it thirty, or it burns tonight. */
const A_MONTH: Learner = {
  userId: 'noor',
  buddy: 'Cog',
  days: [...FORTNIGHT, ...off(2), ...FORTNIGHT, ...off(2), 'LLQC'],
  bought: ['item_striped_sweater', 'item_cosy_room', 'item_round_glasses'],
};

/** A long way, with breaks; the streak is young again. The last stage is a few lessons away. */
const TWO_MONTHS: Learner = {
  userId: 'sofia',
  buddy: 'Luna',
  days: [...FORTNIGHT, ...off(3), ...FORTNIGHT, ...off(3), ...FORTNIGHT, ...off(4), 'L', 'LC', 'L', 'L'],
  bought: ['item_sunglasses', 'item_seaside', 'item_bow_tie'],
};

export const LEARNERS: readonly Learner[] = [TWO_WEEKS, A_MONTH, TWO_MONTHS];
export const LEARNER = TWO_WEEKS.userId;

/** Has nothing behind it, and an egg. */
export const NEWCOMER = 'mia';

export const USER_IDS = [NEWCOMER, ...LEARNERS.map(({ userId }) => userId)];
