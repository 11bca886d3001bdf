import { setTimeout as pause } from 'node:timers/promises';
import type { RealServer } from '../../support/real-server.ts';
import { call } from '../workspace.ts';
import { type Figure, interleaved, median } from '../measure.ts';
import { openPlaces, PLACES } from './places.ts';
import { type BenchReceiver, startBenchReceiver, timedId } from './receiver.ts';
import { addEndpoint, prepareSteps, sendStep } from './workspace.ts';

const ALONE = 200;
const ALONE_EVERY_MS = 25;
const HEALTHY = 99;
const TOGETHER = 30;
const TOGETHER_EVERY_MS = 250;

/** How late deliveries are: where nothing else happens, and beside an endpoint that hangs. */
export async function benchLatency(rounds: number): Promise<Figure[]> {
  const places = await openPlaces();
  const receiver = await startBenchReceiver();
  const figures: Figure[] = [];
  try {
    for (const place of PLACES) {
      const server = await places.start(place);
      await prepareSteps(server);
      await addEndpoint(server, receiver.address('now', 0));
      const idle: number[] = [];
      for (let round = 0; round <= rounds; round++) {
        const p99 = await lateness(server, receiver, { events: ALONE, endpoints: 1, everyMs: ALONE_EVERY_MS });
        if (round > 0) idle.push(p99);
      }
      for (let n = 1; n < HEALTHY; n++) await addEndpoint(server, receiver.address('now', n));
      const series = { events: TOGETHER, endpoints: HEALTHY, everyMs: TOGETHER_EVERY_MS };
      const found = await interleaved(rounds, {
        calm: () => lateness(server, receiver, series),
        async beside() {
          const hanging = await addEndpoint(server, receiver.address('hang', HEALTHY));
          const p99 = await lateness(server, receiver, series);
          await call(server.url, 'DELETE', `/webhook-endpoints/${hanging}`);
          return p99;
        },
      });
      figures.push(
        {
          what: `an event to the receiver's door, idle, p99, ${place}`,
          value: median(idle),
          unit: 'ms',
          limit: 250,
          holds: 'at most',
          detail: `from before the event is sent; ${ALONE} events, one each ${ALONE_EVERY_MS} ms`,
        },
        {
          what: `p99 of 99 healthy endpoints beside one that hangs, ${place}`,
          value: found.beside / found.calm,
          unit: '×',
          limit: 1.5,
          holds: 'at most',
          detail: `${found.beside.toFixed(0)} ms against ${found.calm.toFixed(0)} ms; ${TOGETHER} events, one each ${TOGETHER_EVERY_MS} ms, to each endpoint`,
        },
      );
    }
    return figures;
  } finally {
    await receiver.stop();
    await places.close();
  }
}

interface Series {
  events: number;
  /** Those that take them. */
  endpoints: number;
  everyMs: number;
}

/** The p99, in milliseconds. */
async function lateness(server: RealServer, receiver: BenchReceiver, series: Series): Promise<number> {
  const came = receiver.expect(series.events * series.endpoints);
  for (let event = 0; event < series.events; event++) {
    await sendStep(server, timedId(), event);
    await pause(series.everyMs);
  }
  const sorted = (await came).latencies.sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.99)]!;
}
