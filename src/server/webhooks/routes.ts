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
  rotateSecretInput,
  WEBHOOK_EVENTS,
} from '../../contract/webhooks.ts';
import {
  createEndpoint,
  getEndpoint,
  listDeliveries,
  listEndpoints,
  removeEndpoint,
  rotateEndpointSecret,
  updateEndpoint,
} from './endpoints.ts';
import type { Parts } from '../context.ts';
import { route, type RouteDefinition } from '../http/route.ts';

const params = z.strictObject({ endpoint_id: idSchema('endpoint') });

export function webhookEndpointsRoutes(parts: Parts): RouteDefinition[] {
  return [...collection(parts), ...single(parts)];
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
      handler: ({ caller, body, answering }) =>
        answering(201, (keep) => createEndpoint(parts, caller.world, body, keep)),
    }),
    route({
      method: 'GET',
      path: '/webhook-endpoints',
      summary: 'List the endpoints, newest first.',
      allow: { secret: true },
      query: pageOf('endpoint'),
      answers: { 200: endpoints },
      handler: async ({ caller, query }) => ({ status: 200, body: await listEndpoints(parts, caller.world, query) }),
    }),
    route({
      method: 'GET',
      path: '/webhook-endpoints/events',
      summary: 'List the events that an endpoint can subscribe to.',
      allow: { secret: true },
      answers: { 200: eventCatalogue },
      handler: () => Promise.resolve({ status: 200, body: { events: WEBHOOK_EVENTS } }),
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
      handler: async ({ caller, params }) => ({
        status: 200,
        body: await getEndpoint(parts, caller.world, params.endpoint_id),
      }),
    }),
    route({
      method: 'PATCH',
      path: '/webhook-endpoints/:endpoint_id',
      summary: 'Change an endpoint; fields that are left out stay as they are.',
      allow: { secret: true },
      params,
      body: endpointPatch,
      answers: { 200: endpoint },
      handler: ({ caller, params, body, answering }) =>
        answering(200, (keep) => updateEndpoint(parts, caller.world, params.endpoint_id, body, keep)),
    }),
    route({
      method: 'DELETE',
      path: '/webhook-endpoints/:endpoint_id',
      summary: 'Remove an endpoint. What is still owed to it is given up.',
      allow: { secret: true },
      params,
      answers: { 204: null },
      handler: ({ caller, params, answering }) =>
        answering(204, (keep) => removeEndpoint(parts, caller.world, params.endpoint_id, keep)),
    }),
    route({
      method: 'POST',
      path: '/webhook-endpoints/:endpoint_id/rotate-secret',
      summary: 'Make a new secret. The one before signs too, until the grace has passed.',
      allow: { secret: true },
      params,
      body: rotateSecretInput.optional(),
      answers: { 200: newEndpoint },
      handler: ({ caller, params, body, answering }) =>
        answering(200, (keep) => rotateEndpointSecret(parts, caller.world, params.endpoint_id, body ?? {}, keep)),
    }),
    route({
      method: 'GET',
      path: '/webhook-endpoints/:endpoint_id/deliveries',
      summary: 'List what was and is to be delivered, with every attempt, newest first.',
      allow: { secret: true },
      params,
      query: deliveryQuery,
      answers: { 200: deliveries },
      handler: async ({ caller, params, query }) => ({
        status: 200,
        body: await listDeliveries(parts, caller.world, params.endpoint_id, query),
      }),
    }),
  ];
}
