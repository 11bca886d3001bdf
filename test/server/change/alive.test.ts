import { describe, expect, test } from 'vitest';
import { compile, initialState, type Decision } from '../../../src/engine/index.ts';
import {
  answerIn,
  buddyCall,
  changeAlive,
  existingBuddy,
  existingRow,
  ownBuddyCall,
  rowAfter,
  type BuddyCall,
  type Rule,
} from '../../../src/server/change/alive.ts';
import type { Command, Outcome, Snapshot } from '../../../src/server/store/command.ts';
import type { BuddyRow } from '../../../src/server/store/rows.ts';

const NOW = Date.UTC(2026, 3, 15, 12);
const world = { customer_id: 'cus_1', mode: 'test' } as const;
const compiled = compile({
  causes: [
    {
      key: 'gold',
      label: '',
      metric: 'coins_earned',
      threshold: 5,
      webhook_url: 'https://a.example',
      secret: 'secret',
    },
  ],
});
const row = {
  ...world,
  buddy_id: 'buddy_1',
  status: 'alive',
  species: 'owl',
  version: 3,
  config_version_id: 'cfg_1',
  state: initialState(),
  picture_mood: 'calm',
  appearance_status: 'ready',
} as BuddyRow;
const nothing: Decision = { state: row.state, ledger: [], notices: [], counters: [] };
const NOT_THERE = expect.objectContaining({ code: 'resource_not_found', message: expect.stringContaining('buddy_1') });

/** The command that the store is given, as it is decided for that row. */
async function commanded(rule: Partial<Rule<unknown>>, call: Partial<BuddyCall> = {}, buddy = row) {
  let command: Command<unknown> | undefined;
  const parts = {
    ids: (kind: string) => `${kind}_new`,
    configs: { loaded: () => ({ compiled }) },
    store: { change: async (given: Command<unknown>) => ((command = given), { kind: 'changed', buddy }) },
  } as never;
  const decide: Rule<unknown>['decide'] = () => ({ decision: nothing, answer: () => 'done' });
  await changeAlive(parts, { world, buddy_id: 'buddy_1', request_id: 'req_1', ...call }, { decide, ...rule });
  const snapshot = { now: NOW, buddy, counters: () => 0, endpoints: [] } as unknown as Snapshot;
  return {
    command: command!,
    counters: () => command!.counters!(buddy, NOW, []),
    decided: () => command!.decide(snapshot),
  };
}

describe('a change of what is alive', () => {
  test('is of the buddy that is named, and for show where that is asked for', async () => {
    expect((await commanded({})).command).toMatchObject({ world, target: { buddy_id: 'buddy_1' }, dry_run: false });
    expect((await commanded({}, { dry_run: true })).command.dry_run).toBe(true);
  });

  test('reads what its rule names, and how far causes are', async () => {
    const causes = [
      { scope: 'shared', key: 'cause:gold' },
      { scope: 'shared', key: 'cause_reached:gold:5' },
    ];
    expect((await commanded({})).counters()).toEqual(causes);
    const own = { scope: 'buddy', key: 'own' } as const;
    expect((await commanded({ counters: () => [own] })).counters()).toEqual([own, ...causes]);
  });

  test('decides by the state, the rules and the time, and is written with what follows', async () => {
    let seen: unknown;
    const { decided } = await commanded({
      decide: (on) => ((seen = on), { decision: nothing, answer: ({ ledger }) => ledger }),
    });
    const change = decided();
    expect(seen).toEqual({ state: row.state, config: compiled, now: NOW });
    expect(change).toMatchObject({ buddy: { updated_at: NOW }, ledger: [], deliveries: [], answer: [] });
  });

  test('says where it comes from', async () => {
    const line = {
      currency: 'coin',
      seq: 1,
      amount: 5,
      balance_after: 5,
      reason: 'prize',
      source: { type: 'admin' },
    } as const;
    const { decided } = await commanded({
      decide: () => ({
        decision: { ...nothing, ledger: [line] },
        answer: () => null,
        occasion: { reference_id: 'pur_1' },
      }),
    });
    expect(decided().ledger).toMatchObject([{ reference_id: 'pur_1', request_id: 'req_1', created_at: NOW }]);
  });

  test('writes rows of its own beside', async () => {
    const { decided } = await commanded({
      decide: () => ({
        decision: nothing,
        answer: () => 'done',
        also: ({ ledger }) => ({ operations: [], egg: { ledger } as never }),
      }),
    });
    expect(decided()).toMatchObject({ egg: { ledger: [] }, answer: 'done' });
  });

  test('answers, and writes nothing, where there is nothing to change', async () => {
    const { decided } = await commanded({ decide: () => ({ decision: null, answer: (rows) => rows }) });
    expect(decided()).toEqual({ answer: { ledger: [], operations: [] } });
  });

  test('is refused where nothing is alive', async () => {
    const { counters, decided } = await commanded({}, {}, { ...row, status: 'archived' });
    expect(counters()).toEqual([]);
    expect(decided).toThrow(NOT_THERE);
  });
});

test('a call is about the buddy of its path, or of its token', () => {
  const call = { caller: { world, buddy_id: 'buddy_1' }, request_id: 'req_1' };
  expect(ownBuddyCall(call)).toEqual({ world, buddy_id: 'buddy_1', request_id: 'req_1' });
  expect(buddyCall({ ...call, params: { buddy_id: 'buddy_2' } })).toMatchObject({ world, buddy_id: 'buddy_2' });
});

test('an answer is the change’s, and never that of another event', () => {
  expect(answerIn({ kind: 'changed', buddy: row, answer: 5 } as Outcome<number>)).toBe(5);
  expect(() => answerIn({ kind: 'duplicate' } as Outcome<number>)).toThrow('repeat of an event');
});

describe('the row', () => {
  const store = (found: BuddyRow | null) =>
    ({ store: { buddies: { byId: async () => found, rowById: async () => found } } }) as never;
  const named = { world, buddy_id: 'buddy_1' };

  test('is there, alive or not yet', async () => {
    expect(await existingBuddy(store(row), world, 'buddy_1')).toBe(row);
    await expect(existingBuddy(store(null), world, 'buddy_1')).rejects.toEqual(NOT_THERE);
    const unhatched = { ...row, status: 'unhatched' } as unknown as BuddyRow;
    expect(await existingRow(store(unhatched), named)).toBe(unhatched);
    for (const gone of [null, { ...row, status: 'archived' as const }]) {
      await expect(existingRow(store(gone), named)).rejects.toEqual(NOT_THERE);
    }
  });

  test('after a change is as that left it, else as it is now', async () => {
    const now = { ...row, version: 9 };
    expect(await rowAfter(store(now), named, { kind: 'changed', buddy: row, answer: null } as Outcome<unknown>)).toBe(
      row,
    );
    expect(await rowAfter(store(now), named, { kind: 'duplicate' } as Outcome<unknown>)).toBe(now);
  });
});
