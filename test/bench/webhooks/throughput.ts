import { call } from '../workspace.ts';
import { type Figure, interleaved } from '../measure.ts';
import { emptyJobs } from './empty-jobs.ts';
import { openPlaces, PLACES, type Place } from './places.ts';
import { startBenchReceiver, timedId } from './receiver.ts';
import { addEndpoint, prepareSteps, untilNothingIsOwed, USERS } from './workspace.ts';
import type { RealServer } from '../../support/real-server.ts';

const ENDPOINTS = 10;
const IN_A_BATCH = 500;
const BATCHES = 2;
const DELIVERIES = ENDPOINTS * IN_A_BATCH * BATCHES;

/** Deliveries a second over ten endpoints, from the first event sent to the last delivery received; against BullMQ's own jobs. */
export async function benchThroughput(rounds: number): Promise<Figure[]> {
  const places = await openPlaces();
  const receiver = await startBenchReceiver();
  try {
    const contenders: Record<string, () => Promise<number>> = {};
    for (const place of PLACES) {
      const server = await places.start(place);
      await prepareSteps(server);
      const ids: string[] = [];
      for (let n = 0; n < ENDPOINTS; n++) ids.push(await addEndpoint(server, receiver.address('now', n)));
      const move = (way: 'now' | 'wait') =>
        Promise.all(
          ids.map((id, n) => call(server.url, 'PATCH', `/webhook-endpoints/${id}`, { url: receiver.address(way, n) })),
        );
      for (const way of ['now', 'wait'] as const) {
        contenders[`${place}, ${way}`] = async () => {
          await move(way);
          const came = receiver.expect(DELIVERIES);
          for (let batch = 0; batch < BATCHES; batch++) await sendBatch(server);
          const { seconds } = await came;
          await untilNothingIsOwed(server);
          return DELIVERIES / seconds;
        };
      }
    }
    contenders['empty jobs'] = () => emptyJobs(places.redisUrl, DELIVERIES);
    const found = await interleaved(rounds, contenders);
    return PLACES.flatMap((place) => figuresOf(place, found));
  } finally {
    await receiver.stop();
    await places.close();
  }
}

function figuresOf(place: Place, found: Record<string, number>): Figure[] {
  const now = found[`${place}, now`]!;
  const jobs = found['empty jobs']!;
  return [
    {
      what: `deliveries over ten endpoints that take 100 ms, ${place}`,
      value: found[`${place}, wait`]!,
      unit: '/s',
      limit: 400,
      holds: 'at least',
      detail: `${DELIVERIES} deliveries, with the events that cause them`,
    },
    {
      what: `deliveries to receivers that answer at once, ${place}, against BullMQ's empty jobs`,
      value: now / jobs,
      unit: '×',
      limit: 0.4,
      holds: 'at least',
      detail: `${now.toFixed(0)} deliveries/s against ${jobs.toFixed(0)} jobs/s`,
    },
  ];
}

async function sendBatch({ url }: RealServer): Promise<void> {
  const id = timedId();
  const events = Array.from({ length: IN_A_BATCH }, (_, n) => ({
    event_id: `${id}-${n}`,
    user_id: `user-${n % USERS}`,
    type: 'step',
  }));
  await call(url, 'POST', '/events/batch', { events });
}
