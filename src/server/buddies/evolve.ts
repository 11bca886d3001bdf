import { evolve as decideEvolution } from '../../engine/index.ts';
import { answerIn, changeAlive, noSuchBuddy, type BuddyCall, type ChangeParts } from '../change/alive.ts';
import { orderDrawing } from '../change/operations.ts';

/** Takes the buddy to its next stage, at once; the picture follows. Refused with `conflict` where it is not ready. */
export async function evolve(parts: ChangeParts, call: BuddyCall): Promise<{ operation_id: string }> {
  const outcome = await changeAlive<{ operation_id: string }>(parts, call, {
    decide: (on) => ({
      decision: decideEvolution(on),
      answer: ({ operations }) => ({ operation_id: operations[0]!.operation_id }),
    }),
  });
  return answerIn(outcome);
}

/** Draws the picture again; where a drawing is under way already, that one is answered. */
export async function rerender(parts: ChangeParts, call: BuddyCall): Promise<{ operation_id: string }> {
  const outcome = await parts.store.change<{ operation_id: string }>({
    world: call.world,
    target: { buddy_id: call.buddy_id },
    loadOpenOperations: true,
    decide({ now, buddy, openOperations }) {
      if (buddy.status !== 'alive') throw noSuchBuddy(call.buddy_id);
      const waiting = openOperations.find((operation) => operation.type === 'rerender');
      if (waiting) return { answer: { operation_id: waiting.operation_id } };
      const order = { type: 'rerender' as const, input: {} };
      const drawing = orderDrawing(parts, buddy, order, { request_id: call.request_id, now });
      return {
        buddy: { ...drawing.buddy, updated_at: now },
        operations: [drawing.operation],
        answer: { operation_id: drawing.operation.operation_id },
      };
    },
  });
  return answerIn(outcome);
}
