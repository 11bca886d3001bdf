import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ingestBatch } from '../../../src/server/events/batch.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';
import { unique } from '../../support/server.ts';

let server: Playground;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
});
afterAll(() => server.close());

const events = (count: number) =>
  Array.from({ length: count }, () => ({ event_id: unique('event'), user_id: unique('user'), type: 'lesson' }));
const send = (count: number) => ingestBatch(server.parts, server.test, events(count), { request_id: 'batch' });

test('calls have their turn while a batch is taken in', async () => {
  let turn = 0;
  let isOver = false;
  const count = () => {
    turn++;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const turns = new Set<number>();
  const { audiences } = server.parts.configs;
  vi.spyOn(server.parts.configs, 'audiences').mockImplementation((world) => {
    turns.add(turn);
    return audiences(world);
  });
  expect(await send(500)).toMatchObject({ applied: 500 });
  isOver = true;
  vi.restoreAllMocks();
  expect(turns.size).toBeGreaterThanOrEqual(10);
});

test('the events of a batch ask once what is published', async () => {
  server.clock.advance(2000);
  const asked = vi.spyOn(server.parts.store.configs, 'published');
  expect(await send(40)).toMatchObject({ applied: 40 });
  expect(asked.mock.calls).toHaveLength(1);
  vi.restoreAllMocks();
});
