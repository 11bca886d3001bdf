import { lessonsOverHttp, USERS } from '../ingest-load.ts';
import { type Figure, interleaved } from '../measure.ts';
import { prepareWorkspace } from '../workspace.ts';
import { openPlaces, PLACES } from './places.ts';
import { startBenchReceiver } from './receiver.ts';
import { addEndpoint, untilNothingIsOwed } from './workspace.ts';

/** Events over HTTP with an endpoint that takes every webhook, against none. Acknowledgements count; deliveries may lag. */
export async function benchIngestWithWebhooks(rounds: number): Promise<Figure[]> {
  const places = await openPlaces();
  const receiver = await startBenchReceiver();
  const figures: Figure[] = [];
  try {
    for (const place of PLACES) {
      const [bare, told] = [await places.start(place), await places.start(place)];
      for (const { url } of [bare, told]) await prepareWorkspace(url, USERS);
      await addEndpoint(told, receiver.address('now', 0), ['*']);
      const [bareLessons, toldLessons] = [lessonsOverHttp(bare.url), lessonsOverHttp(told.url)];
      const found = await interleaved(rounds, {
        bare: () => bareLessons.rate(),
        async told() {
          const rate = await toldLessons.rate();
          await untilNothingIsOwed(told);
          return rate;
        },
      });
      figures.push({
        what: `ingest over HTTP with an endpoint for all events, against none, ${place}`,
        value: found.told / found.bare,
        unit: '×',
        limit: 0.6,
        holds: 'at least',
        detail: `${found.told.toFixed(0)} events/s against ${found.bare.toFixed(0)}; ${toldLessons.latency()}`,
      });
    }
    return figures;
  } finally {
    await receiver.stop();
    await places.close();
  }
}
