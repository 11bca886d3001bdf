import { liveThrough } from './past.ts';
import { Playground } from './playground.ts';

const playgrounds = new Map<string, Playground>();

/** The page's playground of that name: what `<hatched-buddy demo="name">` lives in. `at`: when a new one begins. */
export function playgroundOf(name: string, at?: number): Playground {
  const known = playgrounds.get(name);
  if (known) return known;
  const { timeZone: time_zone } = new Intl.DateTimeFormat().resolvedOptions();
  const playground = new Playground({ time_zone });
  playgrounds.set(name, playground);
  if (at !== undefined) playground.clock.start(at);
  liveThrough(playground, 12);
  playground.shape({ equipped: ['cowboy_hat', 'scarf'] });
  return playground;
}
