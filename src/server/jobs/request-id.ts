import type { Parts } from '../context.ts';

/** A job's work is traced like a request: in the log, and in the webhooks that it causes. */
export const jobRequestId = ({ random }: Pick<Parts, 'random'>, job: string): string =>
  `job-${job}-${random(8).toString('hex')}`;
