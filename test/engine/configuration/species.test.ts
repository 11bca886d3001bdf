import { describe, expect, it } from 'vitest';
import { audiencesOf } from '../../../src/engine/configuration/audiences.ts';
import { choicesOf, firstName, speciesLabel, speciesOf } from '../../../src/engine/configuration/species.ts';
import { shownStage, stageCount, stageLabel } from '../../../src/engine/configuration/stages.ts';

const OWN = { species: [{ key: 'cat', label: 'Tom' }, { key: 'dog' }, { key: 'owl' }] } as never;

describe('species', () => {
  it('are the configured ones, else the built-in ones', () => {
    expect(speciesOf(OWN)).toEqual(['cat', 'dog', 'owl']);
    for (const none of [{}, { species: [] }] as never[]) expect(speciesOf(none)).toEqual(['dragon', 'owl', 'robot']);
  });

  it.each([
    [undefined, []],
    [{}, []],
    [{ choices: 1 }, []],
    [{ choices: 2 }, ['dog', 'cat']],
    [{ choices: 3 }, ['dog', 'cat', 'owl']],
    [{ choices: 9 }, ['dog', 'cat', 'owl']],
  ])('an egg of %j offers %j, its own first', (hatching, choices) => {
    expect(choicesOf({ ...(OWN as object), hatching } as never, 'dog')).toEqual(choices);
  });

  it('are called by their label, else by their key', () => {
    expect(speciesLabel(OWN, 'cat')).toBe('Tom');
    expect(speciesLabel(OWN, 'dog')).toBe('Dog');
    expect(speciesLabel({}, 'dragon')).toBe('Dragon');
  });

  it('name their newborn: by the label, as the built-in ones are called, else Buddy', () => {
    expect(firstName(OWN, 'cat')).toBe('Tom');
    expect(firstName(OWN, 'dog')).toBe('Buddy');
    expect(['dragon', 'owl', 'robot'].map((key) => firstName({}, key))).toEqual(['Ember', 'Olive', 'Bolt']);
    // No property that every object has.
    expect(firstName({}, 'constructor')).toBe('Buddy');
  });
});

describe('audiences', () => {
  it('are the configured ones, else one', () => {
    expect(audiencesOf({ audiences: [{ key: 'kids' }, { key: 'staff' }] } as never)).toEqual(['kids', 'staff']);
    expect(audiencesOf({ audiences: [] })).toEqual(['default']);
    expect(audiencesOf({})).toEqual(['default']);
  });
});

describe('stages', () => {
  const three = { stages: [1, 2, 3].map((stage) => ({ stage, label: `Stage ${stage}` })) } as never;

  it('that rules no longer have show the last one they have', () => {
    expect([1, 3, 5].map((reached) => shownStage(three, reached))).toEqual([1, 3, 3]);
    expect([1, 3, 5].map((reached) => stageLabel(three, reached))).toEqual(['Stage 1', 'Stage 3', 'Stage 3']);
    expect(stageCount(three)).toBe(3);
  });

  it('are one, Hatchling, where none are named', () => {
    for (const none of [{}, { stages: [] }]) {
      expect([stageCount(none), shownStage(none, 4), stageLabel(none, 4)]).toEqual([1, 1, 'Hatchling']);
    }
  });
});
