import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effects, explanation } from '../../../src/contract/events.ts';
import { compile, countersOfEvent, decideEvent, initialState, moveZone } from '../../../src/engine/index.ts';
import { tenRules } from '../support/configurations.ts';
import { frozen } from '../support/life.ts';
import { cases } from '../support/cases.ts';

const config = compile(tenRules);
const occurred_at = fc
  .date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.getTime());
const type = fc.oneof(fc.constant('lesson_completed'), fc.string({ minLength: 1, maxLength: 64 }));
const properties = fc
  .oneof(
    fc.dictionary(fc.string(), fc.jsonValue()),
    fc.record({ score: fc.jsonValue(), course: fc.jsonValue() }, { requiredKeys: [] }),
  )
  .map((value) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>);

describe('any event that the contract lets through', () => {
  it('is decided, in the shape of the contract, without a change to what was given', () => {
    const { state } = moveZone({ state: initialState(), config, zone: 'Asia/Kathmandu', now: 0 });
    fc.assert(
      fc.property(type, properties, occurred_at, (name, said, at) => {
        const event = frozen({ event_id: 'e', type: name, audience: 'default', properties: said, occurred_at: at });
        const counters = new Set(countersOfEvent(config, event).map(({ key }) => key));
        const decision = decideEvent({ state: frozen(state), config, event, counters: () => 0, now: 0, explain: true });
        effects.strict().parse(decision.effects);
        decision.explanation.forEach((one) => explanation.strict().parse(one));
        expect(decision.counters.every(({ key }) => counters.has(key))).toBe(true);
        expect(JSON.parse(JSON.stringify(decision.state))).toEqual(decision.state);
      }),
      { numRuns: cases(1000) },
    );
  });
});
