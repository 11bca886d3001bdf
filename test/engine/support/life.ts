import type { Configuration } from '../../../src/contract/configuration/configuration.ts';
import type { Effects, Explanation } from '../../../src/contract/events.ts';
import type { Notice, WebhookEventName } from '../../../src/contract/webhooks.ts';
import {
  compile,
  countersOfEvent,
  countersOfPurchase,
  decideEvent,
  decidePurchase,
  initialState,
  moveZone,
  wake,
  type BuddyState,
  type CompiledConfig,
  type CounterKey,
  type Decision,
  type EngineEvent,
  type LedgerLine,
  type Millis,
} from '../../../src/engine/index.ts';

/** Monday. */
export const MONDAY: Millis = Date.UTC(2026, 2, 2);
export const HOUR: Millis = 3_600_000;
export const DAY: Millis = 24 * HOUR;

export interface Moment {
  type?: string;
  at?: Millis;
  properties?: Record<string, unknown>;
  audience?: string;
  event_id?: string;
}

/**
 * One buddy with all that the store would keep of it: state as JSON, ledger, counters, the event ids it has seen.
 * Every state that is handed to the engine is frozen, so that a decision that changed its input would throw.
 */
export class Life {
  config: CompiledConfig;
  state: BuddyState;
  readonly ledger: LedgerLine[] = [];
  readonly notices: Notice[] = [];
  readonly counters: Map<string, number>;
  readonly #seen = new Set<string>();
  #events = 0;

  constructor(config: Configuration, counters = new Map<string, number>()) {
    this.config = compile(config);
    this.state = frozen(initialState());
    this.counters = counters;
  }

  send({ type = 'lesson', at = MONDAY, properties = {}, audience = 'default', event_id }: Moment = {}): Effects {
    return this.#decide({
      event_id: event_id ?? `event ${this.#events++}`,
      type,
      audience,
      properties,
      occurred_at: at,
    });
  }

  explain(moment: Moment = {}): Explanation[] {
    const { type = 'lesson', at = MONDAY, properties = {}, audience = 'default' } = moment;
    const event = { event_id: 'dry', type, audience, properties, occurred_at: at };
    const counters = this.#reader(countersOfEvent(this.config, event));
    return decideEvent({ ...this.situation(at), event, counters, explain: true }).explanation;
  }

  /** A repeat does nothing, as the store would have it. */
  receive(event: EngineEvent, now: Millis = event.occurred_at): void {
    if (this.#seen.has(event.event_id)) return;
    this.#seen.add(event.event_id);
    this.#decide(event, now);
  }

  buy(item_id: string, now: Millis = MONDAY): void {
    const counters = this.#reader(countersOfPurchase(this.config, item_id));
    this.apply(decidePurchase({ ...this.situation(now), item_id, counters }));
  }

  wake(now: Millis): Notice[] {
    const decision = wake(this.situation(now));
    this.apply(decision);
    return decision.notices;
  }

  move(zone: string, now: Millis): void {
    this.apply(moveZone({ ...this.situation(now), zone }));
  }

  situation(now: Millis): { state: BuddyState; config: CompiledConfig; now: Millis } {
    return { state: this.state, config: this.config, now };
  }

  apply(decision: Decision): void {
    this.state = frozen(JSON.parse(JSON.stringify(decision.state)) as BuddyState);
    this.ledger.push(...decision.ledger);
    this.notices.push(...decision.notices);
    for (const counter of decision.counters) this.counters.set(nameOf(counter), counter.value);
  }

  balance(currency = 'coin'): number {
    return this.state.purses[currency]?.balance ?? 0;
  }

  /** What has been told so far of one kind, without the rest of each notice. */
  notified(event: WebhookEventName): Record<string, unknown>[] {
    return this.notices.filter((notice) => notice.event === event).map(({ data }) => data);
  }

  #decide(event: EngineEvent, now: Millis = event.occurred_at): Effects {
    const counters = this.#reader(countersOfEvent(this.config, event));
    const decision = decideEvent({ ...this.situation(now), event: frozen(event), counters });
    this.apply(decision);
    return decision.effects;
  }

  /** Reads those counters and refuses any other, as a store does that has loaded no more. */
  #reader(named: CounterKey[]): (counter: CounterKey) => number {
    const names = new Set(named.map(nameOf));
    return (counter) => {
      const name = nameOf(counter);
      if (!names.has(name)) throw new Error(`The counter ${name} was not named.`);
      return this.counters.get(name) ?? 0;
    };
  }
}

function nameOf({ scope, key }: CounterKey): string {
  return `${scope} ${key}`;
}

export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
