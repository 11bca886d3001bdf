import type { z } from 'zod';
import type { buddy } from '../../src/contract/buddy/buddies.ts';

/** What the API answers, as tests read it. */
export type Buddy = z.output<typeof buddy>;

/** How a call was refused: the status, and the code of the error. */
export const refusalOf = ({
  status,
  body,
}: {
  status: number;
  body: { error: { code: string } };
}): [number, string] => [status, body.error.code];
