import { z } from 'zod';
import { sessionAnswer, SESSION_SCOPES } from '../../src/contract/credentials.ts';
import { egg as eggAnswer } from '../../src/contract/eggs.ts';
import { eventInput } from '../../src/contract/events.ts';
import * as backend from './backend.ts';
import { clockIn, CLOCKS } from './clock.ts';
import { refuseUnknownHost } from './hosts.ts';
import { LINGUA_EVENTS } from './configuration.ts';
import { LEARNER, USER_IDS } from './learners.ts';
import { createTurns } from './turns.ts';
import { presentEgg } from '../../src/server/eggs/eggs.ts';
import { rateLimitsOf } from '../../src/server/gate/limits.ts';
import { svgUrl } from '../../src/server/pictures/pictures.ts';
import { createSession } from '../../src/server/workspace/credentials/sessions.ts';
import { demoWorld } from './world.ts';
import type { Parts } from '../../src/server/context.ts';
import { callerGone } from '../../src/server/http/caller-gone.ts';
import { route, type Answer, type Call, type RouteDefinition } from '../../src/server/http/route.ts';

const user_id = z.enum(USER_IDS);
const clock = z.enum(CLOCKS);
const SHOWN = ['waiting', 'ready', 'hatching'] as const;

const learner = z.strictObject({ user_id });
const activity = learner.extend({
  event_id: eventInput.shape.event_id,
  type: z.enum(LINGUA_EVENTS),
  properties: eventInput.shape.properties,
});

/** 201: a session for the learner's buddy. 200: there is none yet, and this is its egg. */
const STANDING = {
  200: z.object({
    egg: eggAnswer,
    /** Its picture in every state that it will go through, so that a page can fetch them ahead. */
    pictures: z.record(z.enum(SHOWN), z.string()),
    warmth: z.int(),
    warm_after: z.int(),
    clock,
  }),
  201: sessionAnswer.extend({ clock }),
};

/**
 * The demo's own backend: what a customer's would do when a signed-in user opens a page or does something. A real one
 * knows the user from its own session and speaks to the API with its secret key; this one believes the page, and calls the
 * same use cases.
 */
export function demoRoutes(parts: Parts): RouteDefinition[] {
  const limits = rateLimitsOf(parts);
  const inTurn = createTurns();
  const pictures = parts.catalog;

  async function visitorOf({ user_id, request_id }: Asked): Promise<backend.Visitor> {
    const customer_id = await parts.store.settings.putIfAbsent('customer_id', parts.ids('customer'));
    return { world: demoWorld(parts, customer_id), user_id, request_id };
  }

  async function answer(asked: Asked, work: Work): Promise<Answer> {
    const { user_id, base_url, request, reply } = asked;
    refuseUnknownHost(request, parts.settings);
    await limits.takeCostly('demo', request.ip, reply);
    const visitor = await visitorOf(asked);
    const standing = await inTurn(user_id, () => work(visitor));
    const clock = clockIn(parts.clock(), await backend.timeZoneOf(parts, visitor));
    if ('egg' in standing) return { status: 200, body: { ...(await presented(standing, base_url)), clock } };
    const { buddy_id } = standing.buddy;
    const wanted = { buddy_id, user_id, scopes: [...SESSION_SCOPES] };
    const session = await createSession(parts, visitor.world, wanted, { request_id: asked.request_id });
    return { status: 201, body: { ...session, clock } };
  }

  async function presented({ egg, warmth }: Extract<backend.Standing, { egg: unknown }>, base_url: string) {
    const urls = SHOWN.map(async (status) => [status, svgUrl(base_url, await pictures.egg(egg.species, status))]);
    return {
      egg: await presentEgg(pictures, egg, base_url),
      pictures: Object.fromEntries(await Promise.all(urls)) as Record<(typeof SHOWN)[number], string>,
      warmth,
      warm_after: backend.WARM_AFTER,
    };
  }

  return [
    demoRoute({
      path: '/demo/session',
      summary: 'The demo’s own backend: a widget session for one of its learners, or the egg that a newcomer has.',
      body: learner.partial().optional(),
      handler: ({ body, ...call }) =>
        answer({ ...call, user_id: body?.user_id ?? LEARNER }, (visitor) => backend.visit(parts, visitor)),
    }),
    demoRoute({
      path: '/demo/events',
      summary: 'The demo’s own backend: something that a learner with an egg did. Three of these make it ready.',
      body: activity,
      handler: ({ body: { user_id, ...event }, ...call }) =>
        answer({ ...call, user_id }, (visitor) => backend.record(parts, visitor, event)),
    }),
    demoRoute({
      path: '/demo/hatch',
      summary: 'The demo’s own backend: hatch the egg that is ready, and answer when the buddy can be seen.',
      body: learner,
      handler: async ({ body, ...call }) => {
        const asked = { ...call, ...body };
        refuseUnknownHost(call.request, parts.settings);
        await backend.hatchEgg(parts, await visitorOf(asked), callerGone(call.reply));
        return answer(asked, (visitor) => backend.visit(parts, visitor));
      },
    }),
    demoRoute({
      path: '/demo/start-over',
      summary: 'The demo’s own backend: erase a learner, who then begins anew.',
      body: learner,
      handler: ({ body, ...call }) => answer({ ...call, ...body }, (visitor) => backend.startOver(parts, visitor)),
    }),
    demoRoute({
      path: '/demo/clock',
      summary: 'The demo’s own backend: move a learner to a time zone where it is that time of day.',
      body: learner.extend({ clock }),
      handler: ({ body: { user_id, clock }, ...call }) =>
        answer({ ...call, user_id }, (visitor) => backend.setClock(parts, visitor, clock)),
    }),
  ];
}

function demoRoute<B extends z.ZodType>(
  definition: Pick<Route<B>, 'path' | 'summary' | 'body' | 'handler'>,
): RouteDefinition {
  return route({ method: 'POST', root: true, allow: {}, answers: STANDING, ...definition });
}

type Route<B extends z.ZodType> = RouteDefinition<
  Record<never, never>,
  z.ZodType<Record<string, never>>,
  z.ZodType<Record<string, never>>,
  B
>;
type Asked = Pick<Call, 'request_id' | 'base_url' | 'request' | 'reply'> & { user_id: string };
type Work = (visitor: backend.Visitor) => Promise<backend.Standing>;
