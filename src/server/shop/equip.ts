import type { z } from 'zod';
import type { equipmentInput } from '../../contract/widget.ts';
import { decideEquipment } from '../../engine/index.ts';
import type { Parts } from '../context.ts';
import type { BuddyRow } from '../store/rows.ts';
import { answerIn, changeAlive, rowAfter, type BuddyCall } from '../change/alive.ts';

interface Equipped {
  equipped: string[];
  /** Null where nothing changed. */
  operation_id: string | null;
}

/** Equips items and takes others off, all or none. An operation draws the picture. */
export async function equip(
  parts: Pick<Parts, 'store' | 'configs' | 'ids'>,
  call: BuddyCall,
  input: z.output<typeof equipmentInput>,
): Promise<Equipped & { buddy: BuddyRow }> {
  const outcome = await changeAlive<Equipped>(parts, call, {
    decide(on) {
      const decision = decideEquipment({ ...on, equip: input.equip ?? [], unequip: input.unequip ?? [] });
      return {
        decision: decision.changed ? decision : null,
        answer: ({ operations }) => ({
          equipped: decision.equipped,
          operation_id: operations[0]?.operation_id ?? null,
        }),
      };
    },
  });
  return { ...answerIn(outcome), buddy: await rowAfter(parts, call, outcome) };
}
