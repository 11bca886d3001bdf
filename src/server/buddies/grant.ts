import type { z } from 'zod';
import type { badgeInput, coinsInput, skillsInput, tokensInput } from '../../contract/buddy/buddies.ts';
import {
  awardBadge as decideBadge,
  grantCoins as decideCoins,
  grantTokens as decideTokens,
  setSkills as decideSkills,
  spendCoins as decideSpending,
  spendTokens as decideTokenSpending,
  type Decision,
} from '../../engine/index.ts';
import type { Parts as AllParts } from '../context.ts';
import type { BuddyRow } from '../store/rows.ts';
import { changeAlive, DONE, rowAfter, type BuddyCall, type Done, type Rule } from '../change/alive.ts';

type Parts = Pick<AllParts, 'store' | 'configs' | 'ids' | 'log'>;
type On = Parameters<Rule<Done>['decide']>[0];

/** What an administrator does to a buddy by hand: through the same ledger, with a reason. Each answers the buddy's row. */

export function grantCoins(parts: Parts, call: BuddyCall, input: z.output<typeof coinsInput>): Promise<BuddyRow> {
  return write(parts, call, (on) => decideCoins({ ...on, ...input }));
}

export function spendCoins(parts: Parts, call: BuddyCall, input: z.output<typeof coinsInput>): Promise<BuddyRow> {
  return write(parts, call, (on) => decideSpending({ ...on, ...input }));
}

export function grantTokens(parts: Parts, call: BuddyCall, input: z.output<typeof tokensInput>): Promise<BuddyRow> {
  return write(parts, call, (on) => decideTokens({ ...on, ...input }));
}

export function spendTokens(parts: Parts, call: BuddyCall, input: z.output<typeof tokensInput>): Promise<BuddyRow> {
  return write(parts, call, (on) => decideTokenSpending({ ...on, ...input }));
}

export async function awardBadge(parts: Parts, call: BuddyCall, input: z.output<typeof badgeInput>): Promise<BuddyRow> {
  const row = await write(parts, call, (on) => decideBadge({ ...on, ...input }));
  // A badge that pays nothing has no line in the ledger, which keeps other reasons.
  parts.log.info({ request_id: call.request_id, buddy_id: call.buddy_id, ...input }, 'A badge was awarded by hand');
  return row;
}

export async function setSkills(
  parts: Parts,
  call: BuddyCall,
  { skills, reason }: z.output<typeof skillsInput>,
): Promise<BuddyRow> {
  const row = await write(parts, call, (on) => decideSkills({ ...on, skills }));
  // The ledger, which keeps other reasons, has no line for skills.
  parts.log.info({ request_id: call.request_id, buddy_id: call.buddy_id, skills, reason }, 'Skills were set by hand');
  return row;
}

async function write(parts: Parts, call: BuddyCall, decide: (on: On) => Decision): Promise<BuddyRow> {
  const outcome = await changeAlive<Done>(parts, call, {
    decide: (on) => ({ decision: decide(on), answer: () => DONE }),
  });
  return rowAfter(parts, call, outcome);
}
