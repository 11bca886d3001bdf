/** `node test/engine/bench.ts`: microseconds for one event on ten rules, where the zone is UTC and where it is not. */
import {
  compile,
  countersOfEvent,
  decideEvent,
  initialState,
  moveZone,
  type BuddyState,
} from '../../src/engine/index.ts';
import { tenRules } from './support/configurations.ts';

const ROUNDS = 7;
const EVENTS = 20_000;
const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 1);
const config = compile(tenRules);

function round(start: BuddyState, apart: number): number {
  let state = start;
  const counters = new Map<string, number>();
  const began = performance.now();
  for (let index = 0; index < EVENTS; index++) {
    const event = {
      event_id: `e${index}`,
      type: 'lesson_completed',
      audience: 'default',
      properties: { score: (index % 10) / 10, course: { level: 'b1' } },
      occurred_at: START + index * apart,
    };
    countersOfEvent(config, event);
    const decision = decideEvent({ state, config, event, counters: ({ key }) => counters.get(key) ?? 0, now: 0 });
    for (const { key, value } of decision.counters) counters.set(key, value);
    state = decision.state;
  }
  return ((performance.now() - began) * 1000) / EVENTS;
}

function median(start: BuddyState, apart = HOUR): string {
  const rounds = Array.from({ length: ROUNDS }, () => round(start, apart)).sort((one, other) => one - other);
  return `${rounds[ROUNDS >> 1]!.toFixed(1)} µs (${rounds[0]!.toFixed(1)}–${rounds.at(-1)!.toFixed(1)})`;
}

const berlin = moveZone({ state: initialState(), config, zone: 'Europe/Berlin', now: START }).state;
console.log(`UTC            ${median(initialState())}`);
console.log(`Europe/Berlin  ${median(berlin)}`);
console.log(`every 3rd day  ${median(initialState(), 72 * HOUR)}`);
