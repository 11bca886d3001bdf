import { path, type Sender } from '../http/request.ts';
import type { CallOptions } from '../options.ts';
import { list, type List } from '../page.ts';
import type * as types from '../types.ts';
import type { PageQuery } from '../types.ts';

export type DeliveriesQuery = types.DeliveryQuery & { endpointId: string };

/** Endpoints and their deliveries. To verify what a receiver gets, use `hatched-buddy/sdk/webhooks`. */
export class Webhooks {
  readonly #sender: Sender;
  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /** Newest first. */
  list(query?: PageQuery, options?: CallOptions): List<types.Endpoint> {
    return list(this.#sender, { method: 'GET', path: '/webhook-endpoints', query }, options);
  }

  /** Its secret is in this answer and never shown again. */
  create(endpoint: types.EndpointInput, options?: CallOptions): Promise<types.NewEndpoint> {
    return this.#sender.send({ method: 'POST', path: '/webhook-endpoints', body: endpoint }, options);
  }

  get(endpointId: string, options?: CallOptions): Promise<types.Endpoint> {
    return this.#sender.send({ method: 'GET', path: path`/webhook-endpoints/${endpointId}` }, options);
  }

  /** What is left out stays as it is. `active: true` also clears what the server has disabled. */
  update(endpointId: string, patch: types.EndpointPatch, options?: CallOptions): Promise<types.Endpoint> {
    return this.#sender.send({ method: 'PATCH', path: path`/webhook-endpoints/${endpointId}`, body: patch }, options);
  }

  delete(endpointId: string, options?: CallOptions): Promise<void> {
    return this.#sender.send({ method: 'DELETE', path: path`/webhook-endpoints/${endpointId}` }, options);
  }

  /** The secrets before it sign, too, until the grace (7 days at most) has passed. */
  rotateSecret(endpointId: string, input?: types.RotateSecretInput, options?: CallOptions): Promise<types.NewEndpoint> {
    const request = {
      method: 'POST',
      path: path`/webhook-endpoints/${endpointId}/rotate-secret`,
      body: input,
    } as const;
    return this.#sender.send(request, options);
  }

  /** Sends a sample to it; `deliveries` shows how that went. */
  test(endpointId: string, input?: types.TestInput, options?: CallOptions): Promise<types.SentDelivery> {
    const request = { method: 'POST', path: path`/webhook-endpoints/${endpointId}/test`, body: input } as const;
    return this.#sender.send(request, options);
  }

  /** Sends one delivery again: the same id, a fresh timestamp. */
  replay(endpointId: string, deliveryId: string, options?: CallOptions): Promise<types.SentDelivery> {
    const where = path`/webhook-endpoints/${endpointId}/deliveries/${deliveryId}/replay`;
    return this.#sender.send({ method: 'POST', path: where }, options);
  }

  /** Sends again what was made between two times: all or none, 10,000 at most, oldest first. */
  replayRange(endpointId: string, range: types.ReplayRangeInput, options?: CallOptions): Promise<{ count: number }> {
    return this.#sender.send(
      { method: 'POST', path: path`/webhook-endpoints/${endpointId}/replay`, body: range },
      options,
    );
  }

  /** How deliveries went over the last 24 hours, in all and for each endpoint. */
  health(options?: CallOptions): Promise<types.WebhooksHealth> {
    return this.#sender.send({ method: 'GET', path: '/webhooks/health' }, options);
  }

  /** The events that an endpoint can subscribe to. */
  eventTypes(options?: CallOptions): Promise<types.EventCatalogue> {
    return this.#sender.send({ method: 'GET', path: '/webhook-endpoints/events' }, options);
  }

  /** What was and is to be delivered, with every attempt, newest first. */
  deliveries({ endpointId, ...query }: DeliveriesQuery, options?: CallOptions): List<types.Delivery> {
    const request = { method: 'GET', path: path`/webhook-endpoints/${endpointId}/deliveries`, query } as const;
    return list(this.#sender, request, options);
  }
}
