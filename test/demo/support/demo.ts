import { seedDemo } from '../../../demo/lingua/seed.ts';
import { demoWorld } from '../../../demo/lingua/world.ts';
import type { World } from '../../../src/server/store/rows.ts';
import { unique, type TestServer } from '../../support/server.ts';

/* eslint-disable @typescript-eslint/no-explicit-any */
export interface Demo {
  seed(): Promise<void>;
  world(): Promise<World>;
  /** `POST /demo/…` as the page calls it; answers the body. */
  ask(name: string, body?: unknown): Promise<any>;
  open(user_id?: string): Promise<any>;
  /** Something that a learner with an egg does. */
  act(user_id: string, type: string, event_id?: string): Promise<any>;
  state(token: string): Promise<any>;
  /** Something that a learner with a buddy does. */
  track(token: string, type: string): Promise<{ body: any }>;
}

/** The demo workspace on a server, as a first boot leaves it. */
export async function demoOn(server: TestServer): Promise<Demo> {
  const { parts } = server;
  const world = async () =>
    demoWorld(parts, await parts.store.settings.putIfAbsent('customer_id', parts.ids('customer')));
  const seed = async () => seedDemo(parts, await world());
  const ask: Demo['ask'] = async (name, body) =>
    (await server.call('POST', `//demo/${name}`, { as: null, ...(body !== undefined && { body }) })).body;
  await seed();
  return {
    seed,
    world,
    ask,
    open: (user_id) => ask('session', user_id && { user_id }),
    act: (user_id, type, event_id = unique('e')) => ask('events', { user_id, event_id, type }),
    state: async (token) => (await server.call('GET', '/widget/state', { as: token })).body,
    track: (as, type) => server.call('POST', '/widget/track', { as, body: { event_id: unique('e'), type } }),
  };
}
