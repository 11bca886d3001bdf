import type { Mood, Species, StageNumber } from '../contract/buddy/art.ts';
import type { Configuration } from '../contract/configuration/configuration.ts';
import type { EggStatus } from '../contract/buddy/eggs.ts';
import type { EventAnswer } from '../contract/events.ts';
import { DEFAULT_AUDIENCE } from '../contract/limits.ts';
import { SESSION_SCOPES, type SessionScope } from '../contract/names.ts';
import { awardBadge, evolve, grantCoins, setSkills, type BuddyState, type Decision } from '../engine/index.ts';
import { answerTo, type Behind, type CallRecord, type Fault } from './calls/answer.ts';
import { Clock, PAGE_TIMERS, type Timers } from './clock.ts';
import { happen, hatch, layEgg, newborn } from './life/doings.ts';
import { Life } from './life/life.ts';
import { Pictures } from './life/pictures.ts';
import { Rules } from './rules.ts';
import { type BuddyRecord, emptySeat } from './life/seat.ts';
import { SAMPLE } from './sample.ts';

export interface Setting {
  config?: Configuration;
  user_id?: string;
  time_zone?: string;
  /** How long a drawing takes. */
  drawMs?: number;
  now?: () => number;
  timers?: Timers;
}

/** A buddy as somebody wants to see it, whatever it has lived through. */
export interface Shape {
  name?: string;
  species?: Species | (string & {});
  stage?: StageNumber;
  equipped?: readonly string[];
  mood?: Mood | null;
}

const DRAW_MS = 150;

/**
 * A server for one buddy, in the page: the real rules and the real art on a store in memory, with a clock to push. What
 * the element asks, it answers (`fetch`); the rest is what a customer's own server would do.
 */
export class Playground implements Behind {
  readonly life: Life;
  scopes: readonly SessionScope[] = SESSION_SCOPES;
  fault: Fault | null = null;
  readonly #calls = new Set<(call: CallRecord) => void>();

  constructor({
    config = SAMPLE,
    user_id = 'you',
    time_zone = 'UTC',
    drawMs = DRAW_MS,
    now,
    timers = PAGE_TIMERS,
  }: Setting = {}) {
    const seat = emptySeat(user_id, DEFAULT_AUDIENCE, time_zone);
    const tools = { clock: new Clock(now), pictures: new Pictures(), timers, drawMs };
    this.life = new Life(seat, new Rules(config), tools);
  }

  /** In place of the page's own `fetch`, for addresses of the element's calls. */
  readonly fetch = (address: string, init?: RequestInit): Promise<Response> => answerTo(this, address, init);

  readonly onCall = (call: CallRecord): void => this.#calls.forEach((hear) => hear(call));

  /** Every call, as it is answered. Answers what ends it. */
  hearCalls(hear: (call: CallRecord) => void): () => void {
    this.#calls.add(hear);
    return () => this.#calls.delete(hear);
  }

  get buddy(): BuddyRecord | null {
    return this.life.seat.buddy;
  }

  get clock(): Clock {
    return this.life.clock;
  }

  /** Other rules, from now on; what has been lived stays. */
  configure(config: Configuration): void {
    this.life.rules = new Rules(config);
    const { buddy } = this;
    if (buddy) this.life.paint(buddy);
    this.life.changed();
  }

  /** Everything is gone; an egg lies in the seat. The version goes on, so that pages take the news. */
  layEgg(species?: string, status: EggStatus = 'waiting'): void {
    this.#clear();
    layEgg(this.life, species, status);
  }

  /** Everything is gone; a buddy has just hatched, and is drawn. */
  bear({ species, name }: { species?: string; name?: string } = {}): void {
    this.layEgg(species, 'ready');
    const { seat } = this.life;
    seat.buddy = newborn(this.life, seat.egg!.species, name);
    seat.egg = { ...seat.egg!, status: 'hatched' };
    this.life.paint(seat.buddy);
    this.life.changed();
  }

  #clear(): void {
    const { user_id, audience, time_zone, version } = this.life.seat;
    this.life.seat = { ...emptySeat(user_id, audience, time_zone), version };
  }

  /** The egg may hatch, as a server says it. */
  makeReady(): void {
    const { egg } = this.life.seat;
    if (egg?.status !== 'waiting') return;
    this.life.seat.egg = { ...egg, status: 'ready' };
    this.life.changed();
  }

  /** The egg hatches, as when its user opens it. */
  hatch(): void {
    this.makeReady();
    hatch(this.life, {});
  }

  /** As `POST /events`. */
  send(type: string, properties?: Record<string, unknown>, occurred_at?: number): EventAnswer {
    const event_id = crypto.getRandomValues(new Uint32Array(4)).join('-');
    return happen(this.life, { event_id, type, properties, ...(occurred_at !== undefined && { occurred_at }) });
  }

  grant(coins: number): void {
    this.#decide((on) => grantCoins({ ...on, amount: coins, reason: 'gift' }));
  }

  award(badge_key: string): void {
    this.#decide((on) => awardBadge({ ...on, badge_key, reason: 'gift' }));
  }

  setSkill(skill_key: string, value: number): void {
    this.#decide((on) => setSkills({ ...on, skills: [{ skill_key, value }] }));
  }

  evolve(): void {
    this.#decide(evolve);
  }

  /** Changes the state by hand, past the rules. */
  edit(change: (state: BuddyState) => BuddyState): void {
    const { buddy } = this;
    if (!buddy) return;
    const before = { ...buddy };
    buddy.state = change(buddy.state);
    this.life.drawIfNeeded(before, buddy);
    this.life.changed();
  }

  /** Looks as wanted, at once. What it wears it owns. */
  shape({ name, species, stage, equipped, mood }: Shape): void {
    const { buddy, life } = this;
    if (mood !== undefined) life.mood = mood;
    if (!buddy) return;
    if (name !== undefined) buddy.name = name;
    if (species !== undefined) buddy.species = species;
    const since = life.clock.now();
    const items = { ...Object.fromEntries((equipped ?? []).map((key) => [key, since])), ...buddy.state.items };
    buddy.state = {
      ...buddy.state,
      stage: stage ?? buddy.state.stage,
      ...(equipped && { items, equipped: [...equipped] }),
    };
    life.paint(buddy);
    life.changed();
  }

  /** Time goes on. */
  push(ms: number): void {
    this.life.push(ms);
  }

  #decide(decide: (on: { state: BuddyState; config: Life['config']; now: number }) => Decision): void {
    const { buddy, life } = this;
    if (buddy) life.apply(buddy, decide({ state: buddy.state, config: life.config, now: life.clock.now() }));
  }
}
