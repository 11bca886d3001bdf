import type { z } from 'zod';
import { LIMITS } from '../../../contract/limits.ts';
import type { endpointFigures, webhooksHealth as report } from '../../../contract/webhooks.ts';
import type { Parts } from '../../context.ts';
import { rfc3339 } from '../../http/times.ts';
import type { WebhookCountRow, World } from '../../store/rows.ts';
import { endpointOfCause, figuresOf } from '../causes.ts';
import { maskUrl } from '../log.ts';
import { HOUR_MS } from './counts.ts';
import { healthQueries } from './queries.ts';

type Figures = z.output<typeof endpointFigures>;

const HOURS = 24;
/** With more skew a receiver that checks timestamps may soon refuse deliveries. */
const SKEW_WARNING_MS = 30_000;

/** How deliveries went over the last 24 hours, for each endpoint and cause and in all. */
export async function webhooksHealth(
  { store, configs, clock }: Pick<Parts, 'store' | 'configs' | 'clock'>,
  world: World,
): Promise<z.output<typeof report>> {
  const endpoints = await store.endpoints.list(world, { limit: LIMITS.webhook_endpoints });
  const causes = (await configs.published(world))?.compiled.config.causes ?? [];
  const ids = [
    ...endpoints.map((row) => row.endpoint_id),
    ...causes.map(({ key }) => figuresOf(world, endpointOfCause(key))),
  ];
  const rows = await healthQueries(store.database).since(ids, Math.floor(clock() / HOUR_MS) - HOURS + 1);
  const of = (id: string): Figures => sumOf(rows.filter((row) => row.endpoint_id === id));
  return {
    ...sumOf(rows),
    endpoints: [
      ...endpoints.map((row) => ({
        endpoint_id: row.endpoint_id,
        url: maskUrl(row.url),
        active: row.active,
        disabled: row.disabled && { reason: row.disabled.reason, at: rfc3339(row.disabled.at) },
        clock_skew_seconds: row.clock_skew_ms === null ? null : Math.round(row.clock_skew_ms / 1000),
        clock_warning: Math.abs(row.clock_skew_ms ?? 0) >= SKEW_WARNING_MS,
        ...of(row.endpoint_id),
      })),
      ...causes.map(({ key, webhook_url }) => ({
        endpoint_id: endpointOfCause(key),
        url: maskUrl(webhook_url),
        active: true,
        disabled: null,
        clock_skew_seconds: null,
        clock_warning: false,
        ...of(figuresOf(world, endpointOfCause(key))),
      })),
    ],
  };
}

function sumOf(rows: readonly WebhookCountRow[]): Figures {
  const sum = (name: string) => rows.filter((row) => row.name === name).reduce((all, { value }) => all + value, 0);
  const [delivered, failed, retries] = [sum('succeeded'), sum('failed'), sum('retries')];
  const ended = delivered + failed;
  return {
    delivered,
    failed,
    success_rate: ended === 0 ? null : Math.round((delivered / ended) * 10_000) / 10_000,
    recent_failures: failed + sum('retried'),
    retries,
    p50_ms: percentile(rows, 0.5),
    p95_ms: percentile(rows, 0.95),
  };
}

/** Up to a fifth too high. Null where nothing was sent. */
function percentile(rows: readonly WebhookCountRow[], share: number): number | null {
  const durations = rows
    .filter((row) => row.name.startsWith('ms:'))
    .map((row) => ({ end: Number(row.name.slice(3)), count: row.value }))
    .sort((a, b) => a.end - b.end);
  const wanted = share * durations.reduce((all, { count }) => all + count, 0);
  let seen = 0;
  for (const { end, count } of durations) {
    seen += count;
    if (seen >= wanted) return end;
  }
  return null;
}
