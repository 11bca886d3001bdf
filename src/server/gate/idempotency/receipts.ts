import type { Receipt } from '../../store/rows.ts';

/**
 * Makes the receipt of an answer, for the store to keep with what the call writes: a retry after a crash is then answered
 * with it. Undefined where the call carries no Idempotency-Key.
 */
export type Keep<A> = (answer: A) => Receipt | undefined;

export const keepNothing: Keep<unknown> = () => undefined;
