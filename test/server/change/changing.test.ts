import { expect, test, vi } from 'vitest';
import { changeBuddy, loadedConfig, rulesOf } from '../../../src/server/change/changing.ts';
import type { BuddyRow } from '../../../src/server/store/rows.ts';

const compiled = {};

/** A store whose every attempt decides by the configuration that the buddy is pinned to by then. */
function start(pinned: string[]) {
  const loaded = new Set<string>();
  let attempt = 0;
  const configs = {
    loaded: (id: string) => (loaded.has(id) ? { compiled } : undefined),
    get: vi.fn(async (id: string) => void loaded.add(id)),
  };
  const change = vi.fn(async () => loadedConfig({ configs: configs as never }, pinned[attempt++]!));
  return { configs, change, parts: { configs, store: { change } } as never };
}
const command = {} as never;

test('a change is tried again with the configuration that it lacked, also where that has changed meanwhile', async () => {
  const { configs, change, parts } = start(['one', 'two', 'three', 'three']);
  expect(await changeBuddy(parts, command)).toBe(compiled);
  expect(configs.get.mock.calls).toEqual([['one'], ['two'], ['three']]);
  expect(change).toHaveBeenCalledTimes(4);
});

test('but not for ever', async () => {
  const { change, parts } = start(['one', 'two', 'three', 'four', 'five']);
  await expect(changeBuddy(parts, command)).rejects.toThrow('four is not loaded');
  expect(change).toHaveBeenCalledTimes(4);
});

test('nor for another fault', async () => {
  const { configs, change, parts } = start([]);
  change.mockRejectedValue(new Error('away'));
  await expect(changeBuddy(parts, command)).rejects.toThrow('away');
  expect([change.mock.calls.length, configs.get.mock.calls.length]).toEqual([1, 0]);
});

test('only what is alive lives by rules', () => {
  const configs = { loaded: () => ({ compiled }) };
  const rules = (status: BuddyRow['status'], config_version_id: string | null) =>
    rulesOf({ configs } as never, { status, config_version_id } as BuddyRow);
  expect(rules('alive', 'one')).toBe(compiled);
  expect(rules('archived', 'one')).toBeNull();
  expect(rules('alive', null)).toBeNull();
});
