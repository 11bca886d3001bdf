import { afterEach, beforeEach, expect, test } from 'vitest';
import { customerOf } from '../support/customer.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { type Line, startLine } from '../support/line.ts';
import { startRealServer, TEST_SECRET_KEY } from '../support/real-server.ts';
import { connectRaw } from './http/connections/raw.ts';

let database: TestDatabase;
let line: Line;
let environment: Record<string, string>;
beforeEach(async () => {
  database = await createDatabase('postgres');
  const url = new URL(database.place.databaseUrl!);
  line = await startLine(url, 5432);
  url.host = `127.0.0.1:${line.port}`;
  environment = { ...database.environment, DATABASE_URL: url.href, HATCHED_DEMO: '0' };
});
afterEach(async () => {
  await line.close();
  await database.drop();
});

const lesson = { user_id: 'ada', event_id: 'one', type: 'lesson' };
function post(event: object): string {
  const body = JSON.stringify(event);
  const headers = [`Authorization: Bearer ${TEST_SECRET_KEY}`, `Content-Type: application/json`];
  return [
    `POST /api/v1/events HTTP/1.1`,
    'Host: buddy.test',
    ...headers,
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
}
const linesOf = (output: string) =>
  output.split('\n').flatMap((text) => (text.startsWith('{') ? [JSON.parse(text) as Record<string, unknown>] : []));

test('a server whose database hangs is ended at its limit, says so, and has lost nothing', async () => {
  const server = await startRealServer(environment);
  await customerOf(server.url).call('/events', lesson);
  line.hang();
  const { socket } = await connectRaw(server.url);
  socket.write(post({ ...lesson, event_id: 'two' }));
  // Answered without the database, and after the server has read what came before.
  await (await fetch(`${server.url}/health/live`)).text();

  await server.stop();
  expect(await server.ended).toBe(1);
  const lines = linesOf(server.output());
  const cut = { connections: 1, msg: expect.stringMatching(/^Connections were cut at the stop/) };
  expect(lines).toContainEqual(expect.objectContaining(cut));
  expect(lines.at(-1)).toMatchObject({
    limit_ms: 10_000,
    msg: 'The server did not stop within its limit, and is ended',
  });

  line.goOn();
  const again = await startRealServer(environment);
  expect(await customerOf(again.url).call('/events', lesson)).toMatchObject({ duplicate: true });
  // Nobody was told that the other came through.
  expect(await customerOf(again.url).call('/events', { ...lesson, event_id: 'two' })).toMatchObject({ effects: {} });
  await again.stop();
  expect(await again.ended).toBe(0);
});
