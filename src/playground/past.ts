import type { Playground } from './playground.ts';

const DAY = 24 * 3_600_000;
const HOUR = 3_600_000;

/** What somebody did on the days before this one: enough to have something to show. Always the same. */
export function liveThrough(playground: Playground, days: number): void {
  const { clock } = playground;
  const now = clock.now();
  clock.start(now - days * DAY);
  playground.bear({ species: 'dragon', name: 'Pip' });
  for (let day = 0; day < days; day++) {
    // One day was missed, early on: the streak has a story.
    if (day !== 4) liveDay(playground, day);
    playground.push(now - (days - day - 1) * DAY - clock.now());
  }
}

/** A day of somebody who comes back. */
export function liveDay(playground: Playground, day: number): void {
  for (let task = 0; task < 2 + ((day * 7) % 3); task++) playground.send('task_done');
  if (day % 3 === 1) playground.send('goal_reached');
  if (day % 2 === 0) playground.send('message_sent');
}

export { DAY, HOUR };
