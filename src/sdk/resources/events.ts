import { HatchedError } from '../errors/hatched-error.ts';
import { path, type Sender } from '../http/request.ts';
import { randomId } from '../http/transport.ts';
import type { CallOptions } from '../options.ts';
import { list, type List } from '../page.ts';
import type {
  BatchAnswer,
  Effects,
  EventAnswer,
  EventDetails,
  EventInput,
  EventLogQuery,
  LoggedEvent,
} from '../types.ts';

/** The most that the server takes in one call. */
const BATCH = 500;

/** Without `eventId` the SDK makes one: its own tries count once, and a second call counts again. */
export type NewEvent = Omit<EventInput, 'eventId'> & { eventId?: string | undefined };

export type EventToSend = NewEvent & {
  /** Answers with each rule that was looked at, whether it fired, and why not. */
  explain?: boolean | undefined;
  /** Answers what would happen, and changes nothing. */
  dryRun?: boolean | undefined;
};

/** The effects, and beside them what the answer says of the event. */
export type SentEvent = Effects & Omit<EventAnswer, 'effects'>;

export class Events {
  readonly #sender: Sender;
  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /** However often an `eventId` is sent, it has one effect. */
  async send(event: EventToSend, options?: CallOptions): Promise<SentEvent> {
    const { explain, dryRun, ...body } = withId(event);
    const query = { explain, dryRun };
    const answer = await this.#sender.send<EventAnswer>({ method: 'POST', path: '/events', query, body }, options);
    const { effects, ...rest } = answer;
    return { ...effects, ...rest };
  }

  /**
   * Each event is answered by itself, in the order given; a bad one fails alone. More than 500 go in several calls: where
   * one of these fails after another has succeeded, its events and those after it are answered as failed.
   */
  async sendBatch(events: readonly NewEvent[], options?: CallOptions): Promise<BatchAnswer> {
    const all: BatchAnswer = { results: [], applied: 0, duplicates: 0, failed: 0 };
    const identified = events.map(withId);
    for (let start = 0; start === 0 || start < identified.length; start += BATCH) {
      const own = { ...options, ...keyOf(options, start) };
      const answer = await this.#sendSome(identified.slice(start, start + BATCH), own).catch((error: unknown) => {
        if (start === 0 || !(error instanceof HatchedError)) throw error;
        return notSent(identified.slice(start), error);
      });
      all.results.push(...answer.results);
      all.applied += answer.applied;
      all.duplicates += answer.duplicates;
      all.failed += answer.failed;
      if (all.results.length >= identified.length) break;
    }
    return all;
  }

  /** By the `evtId` that answers and the log carry: with its explanation, effects, ledger lines and deliveries. */
  get(evtId: string, options?: CallOptions): Promise<EventDetails> {
    return this.#sender.send({ method: 'GET', path: path`/events/${evtId}` }, options);
  }

  /** The event log, newest first. */
  list(query?: EventLogQuery, options?: CallOptions): List<LoggedEvent> {
    return list(this.#sender, { method: 'GET', path: '/events', query }, options);
  }

  #sendSome(events: NewEvent[], options: CallOptions): Promise<BatchAnswer> {
    return this.#sender.send({ method: 'POST', path: '/events/batch', body: { events } }, options);
  }
}

const withId = <T extends NewEvent>(event: T): T & { eventId: string } => ({
  ...event,
  eventId: event.eventId ?? randomId(),
});

/** Each part of a batch is a call of its own, with a key of its own. */
function keyOf(options: CallOptions | undefined, start: number): CallOptions {
  const key = options?.idempotencyKey;
  return key === undefined || start === 0 ? {} : { idempotencyKey: `${key}-${start}` };
}

function notSent(events: (NewEvent & { eventId: string })[], { code, message }: HatchedError): BatchAnswer {
  return {
    results: events.map(({ eventId }) => ({ eventId, status: 'failed', buddyId: null, error: { code, message } })),
    applied: 0,
    duplicates: 0,
    failed: events.length,
  };
}
