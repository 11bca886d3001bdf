import type { Configuration } from '../../src/contract/configuration/configuration.ts';
import { SESSION_SCOPES, type SessionScope } from '../../src/contract/credentials.ts';
import type { Buddy } from './answers.ts';
import { drawDue } from '../../src/server/pictures/worker.ts';
import { startTestServer, unique, type Call, type TestServer, type TestServerOptions } from './server.ts';

export interface Hatched {
  user_id: string;
  buddy_id: string;
  egg_id: string;
  operation_id: string;
}

/** A test server with rules published in its test world, and the steps that most tests begin with. */
export interface Playground extends TestServer {
  publish(config: Configuration, as?: string): Promise<string>;
  /** An egg, ready, hatched and drawn. */
  hatch(user_id?: string, options?: { as?: string; audience?: string }): Promise<Hatched>;
  /** POST /events with an id of its own; answers the body. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  send(user_id: string, type: string, more?: Record<string, unknown>): Promise<any>;
  buddy(buddy_id: string): Promise<Buddy>;
  session(of: Hatched, scopes?: readonly SessionScope[], ttl_seconds?: number): Promise<string>;
  /** Draws until nothing waits. */
  drawAll(): Promise<void>;
}

export async function startPlayground(config: Configuration, options?: TestServerOptions): Promise<Playground> {
  return playgroundOn(await startTestServer(options), config);
}

/** The same for a customer of its own, on a server that others use too. */
export async function playgroundOfCustomer(server: TestServer, config: Configuration): Promise<Playground> {
  const worlds = await server.makeCustomer();
  const call: TestServer['call'] = (method, path, wanted) =>
    server.call(method, path, { as: worlds.test.secret, ...wanted });
  return playgroundOn({ ...server, ...worlds, call }, config);
}

async function playgroundOn(server: TestServer, config: Configuration): Promise<Playground> {
  const call = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, wanted: Call = {}) => {
    const answer = await server.call(method, path, wanted);
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
    return answer.body;
  };

  const playground: Playground = {
    ...server,
    async publish(document, as = server.test.secret) {
      await call('PUT', '/config/draft', { as, body: document });
      return (await call('POST', '/config/publish', { as })).config_version_id;
    },
    async hatch(user_id = unique('user'), { as = server.test.secret, audience } = {}) {
      const { egg_id } = await call('POST', '/eggs', { as, body: { user_id, ...(audience && { audience }) } });
      await call('PATCH', `/eggs/${egg_id}`, { as, body: { status: 'ready' } });
      const { operation_id } = await call('POST', `/eggs/${egg_id}/hatch`, { as });
      await playground.drawAll();
      const { buddy_id } = await call('GET', `/eggs/${egg_id}`, { as });
      return { user_id, buddy_id, egg_id, operation_id };
    },
    send: (user_id, type, more) =>
      call('POST', '/events', { body: { event_id: unique('event'), user_id, type, ...more } }),
    buddy: (buddy_id) => call('GET', `/buddies/${buddy_id}`),
    async session({ buddy_id, user_id }, scopes = SESSION_SCOPES, ttl_seconds) {
      const body = { buddy_id, user_id, scopes, ...(ttl_seconds && { ttl_seconds }) };
      return (await call('POST', '/widget-sessions', { body })).token;
    },
    async drawAll() {
      while ((await drawDue(server.parts)) > 0);
    },
  };
  await playground.publish(config);
  return playground;
}
