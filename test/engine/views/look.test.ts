import { describe, expect, it } from 'vitest';
import { drawingNeeded, lookOf } from '../../../src/engine/views/look.ts';

const row: Parameters<typeof drawingNeeded>[1] = {
  species: 'owl',
  config_version_id: 'cfv_1',
  state: { stage: 2, equipped: ['hat', 'boots'] },
  picture_mood: 'calm',
  appearance_status: 'ready',
};

const after = (change: object) => ({ ...row, ...change }) as Parameters<typeof drawingNeeded>[1];

describe('a look', () => {
  it('does not depend on the order in which items were put on', () => {
    const turned = { ...row, state: { stage: 2, equipped: ['boots', 'hat'] } };
    expect(lookOf(turned, 'calm')).toBe(lookOf(row, 'calm'));
    expect(turned.state.equipped).toEqual(['boots', 'hat']);
  });

  it.each([
    { species: 'robot' },
    { config_version_id: 'cfv_2' },
    { state: { stage: 3, equipped: ['hat', 'boots'] } },
    { state: { stage: 2, equipped: ['hat'] } },
  ])('is another with %j', (change) => {
    expect(lookOf({ ...row, ...change }, 'calm')).not.toBe(lookOf(row, 'calm'));
  });

  it('is another in another mood', () => {
    expect(lookOf(row, 'proud')).not.toBe(lookOf(row, 'calm'));
  });
});

describe('what has to be drawn', () => {
  it('nothing, where the picture fits', () => {
    expect(drawingNeeded(row, after({}), 'calm', false)).toBeNull();
  });

  it('a new stage goes before everything else', () => {
    const grown = after({ state: { stage: 3, equipped: [] }, species: 'robot' });
    expect(drawingNeeded(row, grown, 'proud', true)).toEqual({
      type: 'evolve',
      input: { from_stage: 2, to_stage: 3 },
    });
  });

  it('another look, whatever the state of the picture', () => {
    for (const appearance_status of ['ready', 'pending', 'failed']) {
      const dressed = after({ state: { stage: 2, equipped: ['hat'] }, appearance_status });
      expect(drawingNeeded(row, dressed, 'calm', false)).toEqual({ type: 'equip', input: {} });
    }
  });

  it.each([
    ['ready', { type: 'rerender', input: {} }],
    ['failed', { type: 'rerender', input: {} }],
    // It uses the configuration of the moment in which it is made.
    ['pending', null],
  ])('under new rules, a picture that is %s: %j', (appearance_status, order) => {
    expect(drawingNeeded(row, after({ appearance_status }), 'calm', true)).toEqual(order);
  });

  it.each([
    ['ready', { type: 'rerender', input: {} }],
    ['failed', null],
    ['pending', null],
  ])('in another mood, a picture that is %s: %j', (appearance_status, order) => {
    expect(drawingNeeded(row, after({ appearance_status }), 'sleepy', false)).toEqual(order);
  });
});
