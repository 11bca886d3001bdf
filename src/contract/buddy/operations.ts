import { z } from 'zod';
import { time } from '../common.ts';
import { idSchema } from '../ids.ts';
import { LIMITS } from '../limits.ts';

export const OPERATION_TYPES = ['hatch', 'evolve', 'equip', 'rerender', 'migrate'] as const;
export type OperationType = (typeof OPERATION_TYPES)[number];
const OPERATION_STATUSES = ['pending', 'running', 'succeeded', 'failed'] as const;
export type OperationStatus = (typeof OPERATION_STATUSES)[number];

export const operation = z.object({
  operation_id: idSchema('operation'),
  type: z.enum(OPERATION_TYPES),
  status: z.enum(OPERATION_STATUSES),
  result: z
    .object({
      buddy_id: idSchema('buddy'),
      stage: z.int(),
      image: z.object({ url: z.string(), png_url: z.string() }),
    })
    .nullable(),
  migration: z
    .object({
      config_version_id: idSchema('config'),
      /** Buddies when it was asked for; some may have been archived since. */
      total: z.int(),
      done: z.int(),
      /** Of those done: that keep their rules, because they could not be moved; the log says why. */
      failed: z.int(),
    })
    .nullable()
    .optional()
    .describe('Of many buddies to another configuration version: how far it is.'),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  created_at: time,
  completed_at: time.nullable(),
});
export type Operation = z.infer<typeof operation>;
export const operationQuery = z.strictObject({ wait_ms: z.int().min(0).max(LIMITS.wait_ms).optional() });
export const acceptedOperation = z.object({ operation_id: idSchema('operation') });
