import type { WebhookEventName } from '../../src/contract/webhooks.ts';
import type { DeliveryRow } from '../../src/server/store/rows.ts';
import type { TestServer } from './server.ts';

/** Subscribes an endpoint of the test world; the answer reads what is owed to it, oldest first. */
export async function listenForDeliveries(
  server: TestServer,
  events: (WebhookEventName | '*')[],
): Promise<() => Promise<DeliveryRow[]>> {
  const body = { url: 'http://127.0.0.1:9/nobody-listens', events };
  const { body: endpoint } = await server.call('POST', '/webhook-endpoints', { body });
  return async () => {
    const rows: DeliveryRow[] = [];
    for (let after: string | undefined; ;) {
      const page = await server.parts.store.deliveries.list(
        server.test,
        endpoint.endpoint_id,
        {},
        { limit: 100, after },
      );
      rows.push(...page);
      if (page.length < 100) return rows.toReversed();
      after = page.at(-1)!.delivery_id;
    }
  };
}
