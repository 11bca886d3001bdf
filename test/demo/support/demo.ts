import { HatchedClient } from 'hatched-buddy/sdk';
import { buildLingua, type Lingua } from '../../../demo/lingua/app.ts';
import { openWorkspace } from '../../../demo/lingua/workspace.ts';
import { startWorker } from '../../../src/server/pictures/worker.ts';
import { startTestServer, unique, type TestServer } from '../../support/server.ts';

/* eslint-disable @typescript-eslint/no-explicit-any */
export interface Demo {
  server: TestServer;
  lingua: Lingua;
  /** With the key of the test world. */
  client: HatchedClient;
  /** As another start of Lingua would. */
  start(client?: HatchedClient): Promise<void>;
  /** `POST /demo/…` as the page calls it. */
  ask(name: string, body: unknown): Promise<{ status: number; body: any }>;
  /** A token for the learner's page. */
  visit(user_id: string, name?: string): Promise<string>;
  /** What the element is shown. */
  state(token: string): Promise<any>;
  /** Something that a learner does in the page. */
  track(token: string, type: string, event_id?: string): Promise<any>;
  hatch(token: string): Promise<any>;
  close(): Promise<void>;
}

/** Lingua beside a server that listens, as a first start leaves both. */
export async function startDemo({ now, opened = true }: { now?: number; opened?: boolean } = {}): Promise<Demo> {
  const server = await startTestServer();
  if (now !== undefined) server.clock.set(now);
  const worker = startWorker(server.parts);
  const baseUrl = await server.listen();
  const client = new HatchedClient({ apiKey: server.test.secret, baseUrl });
  const clock = () => server.clock.now();
  const lingua = await buildLingua({ client, server: baseUrl, url: 'http://lingua.example:8788', now: clock });
  const start = (as = client) => openWorkspace(as, clock);
  if (opened) await start();
  const ask: Demo['ask'] = async (name, payload) => {
    const answer = await lingua.app.inject({ method: 'POST', url: `/demo/${name}`, payload: payload as object });
    return { status: answer.statusCode, body: answer.json() };
  };
  const call = async (method: 'GET' | 'POST', path: string, as: string, body?: unknown) =>
    (await server.call(method, `/widget/${path}`, { as, ...(body !== undefined && { body }) })).body;
  return {
    server,
    lingua,
    client,
    start,
    ask,
    async visit(user_id, name = 'session') {
      const { status, body } = await ask(name, { user_id });
      if (status !== 200) throw new Error(`${name} of ${user_id}: ${status} ${JSON.stringify(body)}`);
      return body.token as string;
    },
    state: (token) => call('GET', 'state', token),
    track: (token, type, event_id = unique('e')) => call('POST', 'track', token, { event_id, type }),
    hatch: (token) => call('POST', 'hatch', token, {}),
    async close() {
      await lingua.app.close();
      await worker.stop();
      await server.close();
    },
  };
}
