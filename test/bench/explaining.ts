import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { compile, countersOfEvent, decideEvent, initialState, type EngineEvent } from '../../src/engine/index.ts';
import { storedExplanation } from '../../src/server/events/explanations.ts';
import { startRealServer, temporaryDirectory } from '../support/real-server.ts';
import { lessonsOverHttp, USERS } from './ingest-load.ts';
import { type Figure, interleaved } from './measure.ts';
import { LESSON, prepareWorkspace, TEN_RULES } from './workspace.ts';

const EVENTS = 20_000;
/** Events that share a transaction under load. */
const BATCH = 64;
const START = Date.UTC(2026, 0, 1);

/**
 * What it costs to say of every event what each rule made of it, and to keep that with the event: deciding and writing
 * the row with an explanation and without, in microseconds an event, against what a whole event over HTTP takes.
 */
export async function benchExplaining(rounds: number): Promise<Figure[]> {
  const directory = await temporaryDirectory();
  const server = await startRealServer({ DATA_DIR: directory.path, HATCHED_RATE_LIMIT: 'off', HATCHED_DEMO: '0' });
  await prepareWorkspace(server.url, USERS);
  const lessons = lessonsOverHttp(server.url);
  const found = await interleaved(rounds, {
    whole: async () => 1e6 / (await lessons.rate()),
    explained: () => live(true),
    silent: () => live(false),
  }).finally(async () => {
    await server.stop();
    await directory.remove();
  });
  const extra = found.explained - found.silent;
  return [
    {
      what: 'explaining every event and keeping it, against ingest over HTTP on SQLite',
      value: extra / found.whole,
      unit: '×',
      limit: 0.1,
      holds: 'at most',
      detail: `${extra.toFixed(1)} µs of ${found.whole.toFixed(0)} µs an event; ${bytesKept()} bytes of ten rules`,
    },
  ];
}

const config = compile(TEN_RULES);

/** Microseconds an event. */
async function live(explain: boolean): Promise<number> {
  const directory = await temporaryDirectory();
  const database = new DatabaseSync(join(directory.path, 'events.db'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  database.exec('CREATE TABLE events (event_id TEXT PRIMARY KEY, properties TEXT, effects TEXT, explanation TEXT)');
  const insert = database.prepare('INSERT INTO events VALUES (?, ?, ?, ?)');
  const counters = new Map<string, number>();
  let state = initialState();
  const began = performance.now();
  for (let index = 0; index < EVENTS; index++) {
    if (index % BATCH === 0) database.exec('BEGIN IMMEDIATE');
    const event = lesson(index);
    countersOfEvent(config, event);
    const decided = decideEvent({
      state,
      config,
      event,
      counters: ({ key }) => counters.get(key) ?? 0,
      now: event.occurred_at,
      explain,
    });
    for (const { key, value } of decided.counters) counters.set(key, value);
    state = decided.state;
    const kept = explain ? JSON.stringify(storedExplanation(decided.explanation)) : null;
    insert.run(event.event_id, JSON.stringify(event.properties), JSON.stringify(decided.effects), kept);
    if (index % BATCH === BATCH - 1 || index === EVENTS - 1) database.exec('COMMIT');
  }
  const microseconds = ((performance.now() - began) * 1000) / EVENTS;
  database.close();
  await directory.remove();
  return microseconds;
}

function lesson(index: number): EngineEvent {
  const { properties } = JSON.parse(LESSON) as Pick<EngineEvent, 'properties'>;
  return {
    event_id: `event-${index}`,
    type: 'lesson_completed',
    audience: 'default',
    properties,
    occurred_at: START + index * 3_600_000,
  };
}

function bytesKept(): number {
  const { explanation } = decideEvent({
    state: initialState(),
    config,
    event: lesson(0),
    counters: () => 0,
    now: START,
    explain: true,
  });
  return Buffer.byteLength(JSON.stringify(storedExplanation(explanation)));
}
