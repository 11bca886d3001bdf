import { DAY, HOUR, liveDay, type Playground, playgroundOf } from '../../../src/playground/index.ts';
import type { HatchedBuddy } from '../../../src/widget/index.ts';
import type { Setup, StateName } from './setup.ts';

/* What the set-up means for the playground behind the canvas. Each state has one of its own, so that none spoils another. */

export const playgroundName = (state: StateName): string => `studio ${state}`;
/** It is morning in the studio, whenever it is opened. */
export const playgroundIn = ({ state }: Setup): Playground =>
  playgroundOf(playgroundName(state), new Date().setHours(10, 0, 0, 0));

const EGGS: Partial<Record<StateName, number>> = { egg: 0, 'warm egg': 2, 'ready egg': 3 };
const prepared = new Map<StateName, string>();

/** Brings the playground of the set-up's state to what is chosen, where it is not there yet. */
export function prepare(setup: Setup): void {
  const { state, species, stage, mood, name, items } = setup;
  const wanted = JSON.stringify([species, stage, mood, name, items]);
  const before = prepared.get(state);
  if (before === wanted) return;
  prepared.set(state, wanted);
  const playground = playgroundIn(setup);
  const warmth = EGGS[state];
  if (warmth !== undefined) {
    playground.layEgg(species);
    for (let index = 0; index < warmth; index++) playground.send('task_done');
    return;
  }
  if (before === undefined) FIRST[state]?.(playground);
  playground.shape({ species, stage, mood: state === 'nearly burning' ? null : mood, name, equipped: items });
  EVERY[state]?.(playground);
}

/** Once, when the state is first looked at. */
const FIRST: Partial<Record<StateName, (playground: Playground) => void>> = {
  new: (playground) => playground.bear(),
  'nearly burning': nearlyBurn,
  loading: (playground) => void (playground.fault = 'silent'),
  expired: (playground) => void (playground.fault = 'token_expired'),
  'rate limited': (playground) => void (playground.fault = 'rate_limited'),
  'no scope': (playground) => void (playground.scopes = ['read']),
};

/** Each time that what is shown changes. */
const EVERY: Partial<Record<StateName, (playground: Playground) => void>> = {
  'pending picture': (playground) => redraw(playground, 'pending'),
  'failed picture': (playground) => redraw(playground, 'failed'),
};

function redraw(playground: Playground, drawing: 'pending' | 'failed'): void {
  playground.life.drawing = drawing;
  playground.life.draw(playground.buddy!, 'rerender');
  if (drawing === 'failed') playground.life.drawWaiting();
  playground.life.look();
}

/** As many evenings on as freezes save, and one: a streak that nothing saves any more, and a buddy that is sleepy. */
function nearlyBurn(playground: Playground): void {
  // A mood that was chosen would hide the one that the time brings.
  playground.shape({ mood: null });
  const isSleepy = () => playground.life.moodOf(playground.buddy!) === 'sleepy';
  playground.push(untilLate(playground));
  for (let evenings = 0; evenings < 3 && !isSleepy(); evenings++) playground.push(DAY);
  if (isSleepy()) return;
  // There was no streak to lose.
  playground.send('task_done');
  playground.push(DAY);
}

/** To half past ten in the evening, where nothing has been done all day. */
function untilLate({ clock, life }: Playground): number {
  const wanted = { timeZone: life.seat.time_zone, hour: 'numeric', minute: 'numeric', hourCycle: 'h23' } as const;
  const [hours, minutes] = new Intl.DateTimeFormat('en', wanted).format(clock.now()).split(':').map(Number);
  const left = 22.5 * HOUR - (hours! * HOUR + minutes! * 60_000);
  return left >= 0 ? left : left + DAY;
}

/** The line is cut while a buddy is known: what is shown stays. */
export async function cutLine(setup: Setup, elements: Iterable<HatchedBuddy>): Promise<void> {
  const playground = playgroundIn(setup);
  playground.fault = null;
  for (const element of elements) {
    if (!element.state)
      await new Promise((resolve) => element.addEventListener('hatched-ready', resolve, { once: true }));
    playground.fault = 'offline';
    await element.refresh();
  }
}

interface Happening {
  label: string;
  /** Whether it needs a buddy, or an egg. */
  needs: 'buddy' | 'egg' | 'any';
  happen: (playground: Playground) => void;
}

/** What can be made to happen, by the rules. */
export const HAPPENINGS: Record<string, Happening> = {
  coins: { label: 'Earn 20 coins', needs: 'buddy', happen: (playground) => playground.grant(20) },
  level: { label: 'Level up', needs: 'buddy', happen: levelUp },
  badge: { label: 'Award a badge', needs: 'buddy', happen: awardNext },
  streak: { label: 'Seven-day streak', needs: 'buddy', happen: weekLong },
  risk: { label: 'Streak at risk', needs: 'buddy', happen: nearlyBurn },
  evolve: { label: 'Evolve', needs: 'buddy', happen: evolve },
  hatch: { label: 'Hatch', needs: 'egg', happen: (playground) => playground.hatch() },
};

function levelUp(playground: Playground): void {
  const [skill] = [...playground.life.config.skills.values()];
  const { state } = playground.buddy!;
  const value = Math.min(skill!.max_value, (state.skills[skill!.key] ?? 0) + skill!.points_per_level);
  playground.setSkill(skill!.key, value);
}

function awardNext(playground: Playground): void {
  const { badges } = playground.buddy!.state;
  const next = [...playground.life.config.badges.keys()].find((key) => badges[key]?.status !== 'awarded');
  if (next) playground.award(next);
}

/** Six days behind it, and then the seventh. */
function weekLong(playground: Playground): void {
  playground.edit((state) => ({ ...state, streaks: {} }));
  const now = playground.clock.now();
  for (let ago = 6; ago >= 0; ago--) playground.send('task_done', {}, now - ago * DAY);
}

function evolve(playground: Playground): void {
  playground.edit((state) => ({ ...state, stage: Math.min(5, state.stage + 1) }));
}

const MONTH_DAYS = 30;
const DAY_TAKES_MS = 320;

/** A month in ten seconds. Answers what stops it. */
export function fastForward(playground: Playground, onDay: (day: number) => void): () => void {
  let day = 0;
  const begun = performance.now();
  // A busy page catches up: a month takes ten seconds everywhere.
  const next = () => {
    const due = Math.min(MONTH_DAYS, Math.ceil((performance.now() - begun) / DAY_TAKES_MS));
    while (day < due) {
      day++;
      if (day % 9 !== 0) liveDay(playground, day);
      playground.push(DAY);
    }
    onDay(day);
    if (day === MONTH_DAYS) clearInterval(timer);
  };
  const timer = setInterval(next, DAY_TAKES_MS);
  return () => clearInterval(timer);
}
