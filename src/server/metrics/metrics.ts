import type { Millis } from '../../engine/types.ts';
import { onceASecond } from './once-a-second.ts';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Upper ends, in seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

export type Reading = number | null;

/** What `/metrics` shows. */
export interface Metrics {
  request(method: string, route: string, status: number, seconds: number): void;
  /** Counts an event by what became of it; `replayed`: its whole call had been answered before. */
  event(result: 'applied' | 'duplicate' | 'replayed'): void;
  /** Counts an attempt to deliver a webhook by what became of the delivery. */
  delivery(result: 'succeeded' | 'failed' | 'retried', seconds: number): void;
  /** A depth or level that is read whenever somebody looks: `hatched_<name>`. Null: unknown at the moment. */
  gauge(name: string, help: string, read: () => Reading | Promise<Reading>): void;
  /** In Prometheus' text format. Rendered at most once a second; calls in between share the bytes. */
  text(): Promise<Buffer>;
}

export function createMetrics(clock: () => Millis): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const durations = new Histogram({
    name: 'hatched_http_request_duration_seconds',
    help: 'Time from the request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers,
  });
  const events = new Counter({
    name: 'hatched_events_total',
    help: 'Events taken in, by result.',
    labelNames: ['result'],
    registers,
  });
  const attempts = new Histogram({
    name: 'hatched_webhook_attempt_seconds',
    help: 'Attempts to deliver a webhook, by what became of the delivery.',
    labelNames: ['result'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  function gauge(name: string, help: string, read: () => Reading | Promise<Reading>): void {
    new Gauge({
      name: `hatched_${name}`,
      help,
      registers,
      async collect() {
        const value = await read();
        if (value === null) this.remove();
        else this.set(value);
      },
    });
  }
  gauge('process_resident_memory_bytes', 'Memory that the process holds.', () => process.memoryUsage.rss());
  gauge('process_heap_bytes', 'Memory of it that is V8’s heap.', () => process.memoryUsage().heapTotal);
  gauge(
    'process_heap_used_bytes',
    'Of the heap, what is in use or not collected yet.',
    () => process.memoryUsage().heapUsed,
  );
  gauge(
    'process_external_bytes',
    'Buffers, and what else JavaScript holds outside of its heap.',
    () => process.memoryUsage().external,
  );
  gauge('process_uptime_seconds', 'Time since the process started.', () => process.uptime());

  return {
    request: (method, route, status, seconds) => durations.observe({ method, route, status }, seconds),
    event: (result) => events.inc({ result }),
    delivery: (result, seconds) => attempts.observe({ result }, seconds),
    gauge,
    text: onceASecond(clock, async () => Buffer.from(await registry.metrics())),
  };
}
