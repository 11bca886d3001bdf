import { z } from 'zod';
import { listOf, time } from '../common.ts';
import { idSchema } from '../ids.ts';

const MEDIA_TYPES = ['image/svg+xml', 'image/png', 'image/webp'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];
export const asset = z.object({
  asset_id: idSchema('asset'),
  media_type: z.enum(MEDIA_TYPES),
  name: z.string(),
  bytes: z.int(),
  width: z.int(),
  height: z.int(),
  url: z.string(),
  created_at: time,
});
export const assets = listOf(asset);
