import type { Metric, MetricValueWithName } from 'prom-client';

/** Upper ends, in seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const NAME = 'hatched_http_request_duration_seconds';

type Labels = Record<'method' | 'route' | 'status', string | number>;

interface Series {
  labels: Labels;
  /** By bucket, each without the ones before it; the last holds what is longer than all. */
  counts: number[];
  sum: number;
}

export interface Durations {
  observe(method: string, route: string, status: number, seconds: number): void;
  /** What prom-client prints. */
  metric: Metric;
}

/** A histogram of requests. prom-client's own hashes the labels at every observation, which every request would pay for. */
export function createDurations(): Durations {
  /** By route: a handful each. A name made of all labels would have to be put together and hashed at every request. */
  const all = new Map<string, Series[]>();

  function seriesOf(method: string, route: string, status: number): Series {
    let ofRoute = all.get(route);
    if (!ofRoute) all.set(route, (ofRoute = []));
    for (const series of ofRoute) if (series.labels.status === status && series.labels.method === method) return series;
    const series = { labels: { method, route, status }, counts: Array<number>(BUCKETS.length + 1).fill(0), sum: 0 };
    ofRoute.push(series);
    return series;
  }

  const metric = {
    name: NAME,
    get: () => ({
      name: NAME,
      help: 'Time from the request to the end of its answer.',
      type: 'histogram',
      values: [...all.values()].flat().flatMap(valuesOf),
    }),
  };

  return {
    observe(method, route, status, seconds) {
      const series = seriesOf(method, route, status);
      series.sum += seconds;
      let bucket = 0;
      while (bucket < BUCKETS.length && seconds > BUCKETS[bucket]!) bucket++;
      series.counts[bucket]!++;
    },
    metric: metric as unknown as Metric,
  };
}

/** Prometheus wants each bucket with the ones before it. */
function valuesOf({ labels, counts, sum }: Series): MetricValueWithName<string>[] {
  let count = 0;
  const buckets = counts.map((own, index) => {
    count += own;
    return { metricName: `${NAME}_bucket`, labels: { le: BUCKETS[index] ?? '+Inf', ...labels }, value: count };
  });
  return [
    ...buckets,
    { metricName: `${NAME}_sum`, labels, value: sum },
    { metricName: `${NAME}_count`, labels, value: count },
  ];
}
