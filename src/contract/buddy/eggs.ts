import { z } from 'zod';
import { jsonObject, key, listOf, pageOf, time, userId } from '../common.ts';
import { idSchema } from '../ids.ts';

export const EGG_STATUSES = ['waiting', 'ready', 'hatching', 'hatched', 'cancelled'] as const;
export type EggStatus = (typeof EGG_STATUSES)[number];

export const eggInput = z.strictObject({
  user_id: userId,
  audience: key.optional(),
  /** Answer with the active egg instead of 409 when there is one. */
  ensure: z.boolean().optional(),
  metadata: jsonObject.optional(),
});
export const egg = z.object({
  egg_id: idSchema('egg'),
  user_id: z.string(),
  audience: z.string(),
  status: z.enum(EGG_STATUSES),
  buddy_id: idSchema('buddy').nullable(),
  config_version_id: idSchema('config'),
  metadata: jsonObject,
  image_url: z.string(),
  created_at: time,
});
export const eggPatch = z.strictObject({ status: z.enum(['ready', 'cancelled']) });
export const eggQuery = pageOf('egg').extend({
  user_id: userId.optional(),
  audience: key.optional(),
  status: z.enum(EGG_STATUSES).optional(),
});
export const eggs = listOf(egg);
