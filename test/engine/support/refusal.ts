import { Refusal } from '../../../src/contract/errors.ts';

/** The refusal that this ends in. */
export function refusal(act: () => unknown): Refusal {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}
