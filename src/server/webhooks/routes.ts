import { z } from 'zod';
import { pageOf } from '../../contract/common.ts';
import { idSchema } from '../../contract/ids.ts';
import {
  deliveries,
  deliveryQuery,
  endpoint,
  endpointInput,
  endpointPatch,
  endpoints,
  eventCatalogue,
  newEndpoint,
  receiverId,
  replayRangeAnswer,
  replayRangeInput,
  rotateSecretInput,
  sentDelivery,
  webhooksHealth as healthReport,
  testInput,
} from '../../contract/webhooks.ts';
import {
  createEndpoint,
  getEndpoint,
  listEndpoints,
  removeEndpoint,
  rotateEndpointSecret,
  updateEndpoint,
} from './endpoints.ts';
import type { Parts } from '../context.ts';
import { webhooksHealth } from './health/health.ts';
import { listDeliveries } from './log.ts';
import { replayDelivery, replayRange } from './replay/replay.ts';
import { SAMPLES } from './samples.ts';
import { sendTestEvent } from './try-out.ts';
import { route, type RouteDefinition } from '../http/route.ts';

const params = z.strictObject({ endpoint_id: idSchema('endpoint') });
const receiver = z.strictObject({ endpoint_id: receiverId });

export function webhookEndpointsRoutes(parts: Parts): RouteDefinition[] {
  return [...collection(parts), ...single(parts), ...sending(parts)];
}

function collection(parts: Parts): RouteDefinition[] {
  return [
    route({
      method: 'POST',
      path: '/webhook-endpoints',
      summary: 'Register an endpoint. Its secret is in this answer and never shown again.',
      allow: { secret: true },
      body: endpointInput,
      answers: { 201: newEndpoint },
      write: ({ caller, body }) => createEndpoint(parts, caller.world, body),
    }),
    route({
      method: 'GET',
      path: '/webhook-endpoints',
      summary: 'List the endpoints, newest first.',
      allow: { secret: true },
      query: pageOf('endpoint'),
      answers: { 200: endpoints },
      respond: ({ caller, query }) => listEndpoints(parts, caller.world, query),
    }),
    route({
      method: 'GET',
      path: '/webhook-endpoints/events',
      summary: 'List the events, each with a sample of its body.',
      allow: { secret: true },
      answers: { 200: eventCatalogue },
      respond: async () => ({ events: SAMPLES }),
    }),
  ];
}

function single(parts: Parts): RouteDefinition[] {
  return [
    route({
      method: 'GET',
      path: '/webhook-endpoints/:endpoint_id',
      summary: 'Read one endpoint.',
      allow: { secret: true },
      params,
      answers: { 200: endpoint },
      respond: ({ caller, params }) => getEndpoint(parts, caller.world, params.endpoint_id),
    }),
    route({
      method: 'PATCH',
      path: '/webhook-endpoints/:endpoint_id',
      summary: 'Change an endpoint; fields that are left out stay as they are.',
      allow: { secret: true },
      params,
      body: endpointPatch,
      answers: { 200: endpoint },
      write: ({ caller, params, body }) => updateEndpoint(parts, caller.world, params.endpoint_id, body),
    }),
    route({
      method: 'DELETE',
      path: '/webhook-endpoints/:endpoint_id',
      summary: 'Remove an endpoint. What is still owed to it is given up.',
      allow: { secret: true },
      params,
      answers: { 204: null },
      write: ({ caller, params }) => removeEndpoint(parts, caller.world, params.endpoint_id),
    }),
    route({
      method: 'POST',
      path: '/webhook-endpoints/:endpoint_id/rotate-secret',
      summary: 'Make a new secret. The one before signs too, until the grace has passed.',
      allow: { secret: true },
      params,
      body: rotateSecretInput.optional(),
      answers: { 200: newEndpoint },
      write: ({ caller, params, body }) => rotateEndpointSecret(parts, caller.world, params.endpoint_id, body ?? {}),
    }),
  ];
}

function sending(parts: Parts): RouteDefinition[] {
  return [
    route({
      method: 'POST',
      path: '/webhook-endpoints/:endpoint_id/test',
      summary: 'Send the sample of an event to try the endpoint out.',
      allow: { secret: true },
      params,
      body: testInput.optional(),
      answers: { 202: sentDelivery },
      write: ({ caller, params, body, request_id }) =>
        sendTestEvent(parts, caller.world, params.endpoint_id, { ...body, request_id }),
    }),
    route({
      method: 'GET',
      path: '/webhook-endpoints/:endpoint_id/deliveries',
      summary: 'List what was and is to be delivered, with every attempt, newest first.',
      allow: { secret: true },
      params: receiver,
      query: deliveryQuery,
      answers: { 200: deliveries },
      respond: ({ caller, params, query }) => listDeliveries(parts, caller.world, params.endpoint_id, query),
    }),
    route({
      method: 'POST',
      path: '/webhook-endpoints/:endpoint_id/deliveries/:delivery_id/replay',
      summary: 'Send a delivery again, under the same id.',
      allow: { secret: true },
      params: receiver.extend({ delivery_id: idSchema('delivery') }),
      answers: { 202: sentDelivery },
      write: ({ caller, params }) => replayDelivery(parts, caller.world, params.endpoint_id, params.delivery_id),
    }),
    route({
      method: 'POST',
      path: '/webhook-endpoints/:endpoint_id/replay',
      summary: 'Send what was recorded in a range of time again, oldest first, five a second; or only count it.',
      allow: { secret: true },
      params: receiver,
      body: replayRangeInput,
      answers: { 202: replayRangeAnswer },
      write: ({ caller, params, body }) => replayRange(parts, caller.world, params.endpoint_id, body),
    }),
    route({
      method: 'GET',
      path: '/webhooks/health',
      summary: 'How deliveries went over the last 24 hours, for each endpoint and in all.',
      allow: { secret: true },
      answers: { 200: healthReport },
      respond: ({ caller }) => webhooksHealth(parts, caller.world),
    }),
  ];
}
