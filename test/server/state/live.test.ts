import { expect, test } from 'vitest';
import { createLive } from '../../../src/server/state/live.ts';
import type { Commit } from '../../../src/server/store/commits.ts';

function listening() {
  const listeners = new Set<(commit: Commit) => void>();
  const live = createLive({
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  const heard: string[] = [];
  const note = (id: string) => live.on(id, () => heard.push(id));
  const commit = (...commits: Commit[]) => commits.forEach((one) => listeners.forEach((listener) => listener(one)));
  return { live, listeners, heard, note, commit };
}
const changed = (buddy_id: string): Commit => ({ kind: 'buddy', buddy_id, version: 1 });
const told = () => Promise.resolve();

test('only who asked for the id hears, once for commits that come together', async () => {
  const { heard, note, commit } = listening();
  note('buddy_1');
  note('buddy_2');
  note('op_1');
  commit(changed('buddy_1'), changed('buddy_3'), changed('buddy_1'), { kind: 'operation', operation_id: 'op_1' });
  await told();
  expect(heard).toEqual(['buddy_1', 'op_1']);
  commit(changed('buddy_1'));
  await told();
  expect(heard).toEqual(['buddy_1', 'op_1', 'buddy_1']);
});

test('nobody hears before everybody who listens to the store has', async () => {
  const { heard, note, commit, listeners } = listening();
  note('buddy_1');
  const order: string[] = [];
  listeners.add(() => order.push(`cache, ${heard.length} told`));
  commit(changed('buddy_1'));
  await told();
  expect([order, heard]).toEqual([['cache, 0 told'], ['buddy_1']]);
});

test('all hear when word was lost', async () => {
  const { heard, note, commit } = listening();
  note('buddy_1');
  note('ses_1');
  commit({ kind: 'resync' });
  await told();
  expect(heard).toEqual(['buddy_1', 'ses_1']);
});

test('who left hears nothing, and leaves nothing behind', async () => {
  const { live, heard, note, commit } = listening();
  const stop = note('buddy_1');
  stop();
  stop();
  const again = live.on('buddy_1', () => heard.push('again'));
  stop();
  commit(changed('buddy_1'));
  await told();
  expect(heard).toEqual(['again']);
  again();
});

test('closing tells everybody once, those too that come later, and stops listening', () => {
  const { live, listeners } = listening();
  const closed: string[] = [];
  live.onClose(() => closed.push('first'));
  live.onClose(() => closed.push('gone'))();
  live.close();
  live.onClose(() => closed.push('late'));
  expect(closed).toEqual(['first', 'late']);
  expect(listeners.size).toBe(0);
});
