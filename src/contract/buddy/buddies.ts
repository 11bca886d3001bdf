import { z } from 'zod';
import { amount, key, listOf, name, pageOf, positiveAmount, reason, signedAmount, time, userId } from '../common.ts';
import { idSchema } from '../ids.ts';
import { badgeView, buddyView, equippedView, evolutionView, skillView, streakView, tokenView } from './state.ts';

export const buddy = buddyView.extend({
  tokens: z.array(tokenView),
  skills: z.array(skillView),
  streaks: z.array(streakView),
  badges: z.array(badgeView),
  /** Keys of badges whose conditions hold, and that somebody has yet to award. */
  badges_ready: z.array(z.string()),
  equipped: z.array(equippedView),
  owned: z.array(z.object({ item_id: z.string(), acquired_at: time })),
  evolution: evolutionView,
  config_version_id: idSchema('config'),
  created_at: time,
});
export const buddies = listOf(buddy);
export const buddyQuery = pageOf('buddy').extend({
  user_id: userId.optional(),
  audience: key.optional(),
  badge_ready: z.boolean().optional().describe('Those with a badge that awaits review, or those without.'),
});
export const buddyPatch = z.strictObject({
  name,
  reason: reason.optional().describe('Written to the log: a name is in no ledger.'),
});

/** Administrative writes; each goes through the same ledger and keeps its reason. */
export const coinsInput = z.strictObject({ amount: positiveAmount, reason });
export const tokensInput = z.strictObject({ token_key: key, amount: positiveAmount, reason });
export const badgeInput = z.strictObject({ badge_key: key, reason });
export const skillsInput = z.strictObject({
  skills: z
    .array(z.strictObject({ skill_key: key, value: amount }))
    .min(1)
    .max(8),
  reason,
});

export const ledgerEntry = z.object({
  ledger_id: idSchema('ledger'),
  /** `coin` or a token key. */
  currency: z.string(),
  amount: signedAmount,
  balance_after: amount,
  reason: z.string(),
  reference_id: z.string().nullable(),
  created_at: time,
});
export const ledger = listOf(ledgerEntry);
export const ledgerQuery = pageOf('ledger').extend({ currency: key.optional() });
