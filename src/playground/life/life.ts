import { compose, describeLook, eggAltText, eggPicture, pictureOf } from '../../art/index.ts';
import type { Category, Mood } from '../../contract/buddy/art.ts';
import type { SessionScope } from '../../contract/names.ts';
import type { PlainConfiguration } from '../../contract/configuration/configuration.ts';
import type { Operation, OperationType } from '../../contract/buddy/operations.ts';
import type { BuddyImage, EggView, SeatState } from '../../contract/buddy/state.ts';
import {
  choicesOf,
  type CompiledConfig,
  type Decision,
  drawingNeeded,
  type Languages,
  moodAt,
  nextWakeAt,
  shownStage,
  speciesLabel,
  stageLabel,
  viewEgg,
  viewLife,
  viewSeat,
  wake,
} from '../../engine/index.ts';
import type { Clock, Timers } from '../clock.ts';
import { newId } from '../ids.ts';
import { addressesOf, NO_UPLOADS, type Pictures } from './pictures.ts';
import type { Rules } from '../rules.ts';
import { keepScores } from './scores.ts';
import { type BuddyRecord, countersOf, type SeatRecord, setCounters } from './seat.ts';

/** How pictures turn out: drawn after a moment, never, or not at all. */
type DrawingOutcome = 'drawn' | 'pending' | 'failed';

const UNDRAWN = 'The picture could not be drawn.';

/** One seat under its rules: the one door through which it changes, and what a page is shown of it. */
export class Life {
  seat: SeatRecord;
  rules: Rules;
  drawing: DrawingOutcome = 'drawn';
  /** A mood set by hand, whatever the rules say. */
  mood: Mood | null = null;
  /** Told after each change. */
  readonly watchers = new Set<() => void>();
  readonly clock: Clock;
  readonly pictures: Pictures;
  readonly timers: Timers;
  readonly #drawMs: number;

  constructor(
    seat: SeatRecord,
    rules: Rules,
    { clock, pictures, timers, drawMs }: { clock: Clock; pictures: Pictures; timers: Timers; drawMs: number },
  ) {
    this.seat = seat;
    this.rules = rules;
    this.clock = clock;
    this.pictures = pictures;
    this.timers = timers;
    this.#drawMs = drawMs;
  }

  get config(): CompiledConfig {
    return this.rules.compiled;
  }

  get counters() {
    return countersOf(this.seat);
  }

  /** Something of the seat is another. */
  changed(): void {
    this.seat.version++;
    this.look();
  }

  /** What is shown may be another, though nothing has been done: time goes on. */
  look(): void {
    for (const watcher of [...this.watchers]) watcher();
  }

  /** Resolves when that operation has ended, after so long at most. Rejects when the signal aborts. */
  nextEnd(operation_id: string, ms: number, signal: AbortSignal | undefined): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = () => {
      if (this.seat.operations.get(operation_id)?.status !== 'pending') resolve();
    };
    const leave = () => reject(signal!.reason as Error);
    const stop = this.timers.after(ms, resolve);
    this.watchers.add(look);
    signal?.addEventListener('abort', leave, { once: true });
    return promise.finally(() => {
      stop();
      this.watchers.delete(look);
      signal?.removeEventListener('abort', leave);
    });
  }

  /** Takes what the engine decided; the picture follows where it no longer fits. Answers the drawing's operation. */
  apply(buddy: BuddyRecord, decision: Decision, at = this.clock.now()): string | null {
    const before = { ...buddy };
    this.absorb(buddy, decision, at);
    const operation = this.drawIfNeeded(before, buddy);
    this.changed();
    return operation;
  }

  /** Takes what the engine decided, and leaves the picture as it is. */
  absorb(buddy: BuddyRecord, decision: Decision, at: number): void {
    const before = { ...buddy };
    buddy.state = decision.state;
    setCounters(this.seat, decision.counters);
    keepScores(this.seat, this.config, { before, after: buddy, at });
  }

  /** What would be seen if the buddy were in that state; nothing changes. */
  ifIt<T>(buddy: BuddyRecord, state: BuddyRecord['state'], look: () => T): T {
    const before = buddy.state;
    buddy.state = state;
    this.seat.version++;
    try {
      return look();
    } finally {
      buddy.state = before;
      this.seat.version--;
    }
  }

  /** Orders a drawing where the picture no longer fits what it shows. */
  drawIfNeeded(before: BuddyRecord, buddy: BuddyRecord): string | null {
    const needed = drawingNeeded(before, buddy, this.moodOf(buddy), false);
    return needed && this.draw(buddy, needed.type);
  }

  draw(buddy: BuddyRecord, type: OperationType): string {
    const operation_id = newId('operation');
    buddy.appearance_status = 'pending';
    buddy.appearance_error = null;
    const created_at = this.#time();
    this.seat.operations.set(operation_id, {
      operation_id,
      type,
      status: 'pending',
      result: null,
      error: null,
      created_at,
      completed_at: null,
      migration: null,
    });
    const { seat } = this;
    this.timers.after(this.#drawMs, () => {
      // Another life may have begun since.
      if (seat === this.seat && this.drawing !== 'pending') this.drawWaiting();
    });
    return operation_id;
  }

  /** Draws the buddy and ends every operation that waited for that: they all want the picture of how it looks now. */
  drawWaiting(): void {
    const { buddy, operations, egg } = this.seat;
    const waiting = [...operations.values()].filter(({ status }) => status === 'pending');
    if (!buddy || waiting.length === 0) return;
    const done = this.drawing !== 'failed' && this.#paint(buddy);
    buddy.appearance_status = done ? 'ready' : 'failed';
    buddy.appearance_error = done ? null : UNDRAWN;
    if (egg?.status === 'hatching') this.seat.egg = { ...egg, status: 'hatched' };
    const stage = shownStage(this.config.config, buddy.state.stage);
    const end: Partial<Operation> = done
      ? { status: 'succeeded', result: { buddy_id: buddy.buddy_id, stage, image: addressesOf(buddy.image!) } }
      : { status: 'failed', error: { code: 'internal_error', message: UNDRAWN } };
    for (const operation of waiting) {
      operations.set(operation.operation_id, { ...operation, ...end, completed_at: this.#time() });
    }
    this.changed();
  }

  /** Draws it as it is now; false where it cannot be drawn. */
  #paint(buddy: BuddyRecord): boolean {
    const mood = this.moodOf(buddy);
    try {
      buddy.image = this.imageOf(buddy, buddy.state.equipped);
    } catch {
      return false;
    }
    buddy.picture_mood = mood;
    return true;
  }

  /** At once, as where a life begins with what has been drawn before. */
  paint(buddy: BuddyRecord): void {
    if (this.#paint(buddy)) buddy.appearance_status = 'ready';
  }

  imageOf(buddy: BuddyRecord, equipped: readonly string[], towards?: Category, languages: Languages = []): BuddyImage {
    const { config } = this.config;
    const stage = shownStage(config, buddy.state.stage);
    const mood = this.moodOf(buddy);
    const picture = pictureOf(config, { species: buddy.species, stage, mood, equipped }, NO_UPLOADS);
    return this.pictures.image(picture, this.describe(buddy, equipped, languages), towards);
  }

  describe(
    { name, state }: BuddyRecord,
    equipped: readonly string[] = state.equipped,
    languages: Languages = [],
  ): string {
    const { config, language } = this.rules.in(languages);
    const mood = this.moodOf({ state });
    return describeLook(config, { name, stageLabel: stageLabel(config, state.stage), mood, equipped }, language);
  }

  moodOf({ state }: Pick<BuddyRecord, 'state'>): Mood {
    return this.mood ?? moodAt(state, this.config, this.clock.now());
  }

  /** Time goes on; what happens by itself in between happens in its order. */
  push(ms: number): void {
    const until = this.clock.now() + ms;
    for (;;) {
      const { buddy } = this.seat;
      const next = buddy && nextWakeAt(buddy.state, this.config, this.clock.now());
      if (next === null || next === undefined || next > until) break;
      this.clock.push(Math.max(1, next - this.clock.now()));
      this.apply(buddy!, wake({ state: buddy!.state, config: this.config, now: this.clock.now() }));
    }
    this.clock.push(Math.max(0, until - this.clock.now()));
    this.look();
  }

  /** What who may `read` is shown, in the language that is wanted. */
  state(scopes: readonly SessionScope[], languages: Languages): SeatState {
    const { seat } = this;
    const { buddy, egg } = seat;
    const config = this.rules.in(languages);
    const life = buddy && viewLife(buddy, this.#shownImage(buddy, languages), config, this.clock.now());
    if (life && this.mood) life.buddy.mood = this.mood;
    if (life) {
      const { evolution } = life;
      evolution.next_silhouette_url = this.pictures.silhouette(config.config, buddy.species, evolution.next_stage);
    }
    return viewSeat({
      version: seat.version,
      egg: !buddy && egg ? this.#viewEgg(egg, config.config) : null,
      life,
      time_zone: seat.time_zone,
      scopes,
      open: [...seat.operations.values()].filter(({ status }) => status === 'pending'),
    });
  }

  /** A picture that waits to be drawn anew keeps the words that it was drawn with. */
  #shownImage(buddy: BuddyRecord, languages: Languages): BuddyImage | null {
    const { image, appearance_status, state } = buddy;
    if (!image || appearance_status !== 'ready') return image;
    return { ...image, alt: this.describe(buddy, state.equipped, languages) };
  }

  #viewEgg(egg: NonNullable<SeatRecord['egg']>, config: PlainConfiguration): EggView {
    const alt = eggAltText({ status: egg.status === 'ready' ? 'ready' : 'waiting' });
    const image = (species: string) => this.pictures.whole(compose(eggPicture(species, egg.status)), alt);
    const choices = choicesOf(config, egg.species).map((species) => ({
      species,
      label: speciesLabel(config, species),
      image: image(species),
    }));
    return viewEgg(egg, config.hatching?.ready_after, image(egg.species), choices);
  }

  #time(): string {
    return new Date(this.clock.now()).toISOString();
  }
}
