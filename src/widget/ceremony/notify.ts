import type { LitElement } from 'lit';
import type { SeatState } from '../../contract/buddy/state.ts';
import { Announcer, type Message } from '../a11y/announcer.ts';
import { addStyles } from '../element/sheets.ts';
import { eventsBetween } from '../events/between.ts';
import { EvolvedEvent, StreakMilestoneEvent } from '../events/changes.ts';
import { BeforeCelebrateEvent } from '../events/celebrations.ts';
import { laterEn } from '../i18n/later.en.ts';
import type { Strings } from '../i18n/strings.ts';
import { lazy } from '../lazy.ts';
import type { CelebrationHost } from './celebrate.ts';
import { showGains } from './gains.ts';
import { movesFreely } from '../look/motion.ts';
import { confettiStyles } from './confetti.styles.ts';
import { boxIn } from './layer.ts';
import { combinedMessage, messageOf } from './messages.ts';
import { notesStyles } from './notes.styles.ts';

/** What an element celebrates: all of it, words and numbers alone, or nothing. */
export type Celebrate = 'full' | 'quiet' | 'off';

export interface NotifiedHost extends LitElement, CelebrationHost {
  readonly celebrate: Celebrate | null;
  readonly texts: Strings | undefined;
}

/** Between a message and the picture's lower edge. */
const FOOT_PX = 8;
/** How long a milestone or a new stage has the picture for itself. */
const STAGE_MS = 2_700;

const announcers = new WeakMap<ShadowRoot, Announcer>();

/** Tells of what has happened between two states: events for the page, and what is worth it is celebrated. */
export function notifyChanges(host: NotifiedHost, before: SeatState, after: SeatState): void {
  const events = eventsBetween(before, after);
  const strings = host.texts?.extended(laterEn);
  if (strings) void celebrateChanges(host, before, after, events, strings);
  for (const event of events) host.dispatchEvent(event);
}

async function celebrateChanges(
  host: NotifiedHost,
  before: SeatState,
  after: SeatState,
  events: Event[],
  strings: Strings,
): Promise<void> {
  const root = host.shadowRoot!;
  const occasions = events.filter((event) => messageOf(event, after, strings));
  const mode = modeOf(host, occasions);
  if (mode === 'off') return;
  addStyles(host, notesStyles, confettiStyles);
  const message = combinedMessage(events, after, strings);
  const takesStage = events.some((event) => event instanceof EvolvedEvent || event instanceof StreakMilestoneEvent);
  const waitMs = takesStage && mode === 'full' && movesFreely() ? STAGE_MS : 0;
  if (message) say(root, { ...message, waitMs });
  if (mode === 'quiet') return;
  showGains(root, before, after, strings);
  if (occasions.length === 0) return;
  // A celebration that could not be loaded is told by `lazy`, and is no reason to disturb anybody.
  const chunk = await lazy('celebration', () => import('./celebrate.ts')).catch(() => null);
  await chunk?.celebrate(host, before, after, events, strings);
}

/** A page that celebrates by itself cancels the event. */
function modeOf(host: NotifiedHost, occasions: Event[]): Celebrate {
  const mode = host.celebrate ?? 'full';
  if (mode === 'off' || occasions.length === 0) return mode;
  return host.dispatchEvent(new BeforeCelebrateEvent({ occasions })) ? mode : 'off';
}

function say(root: ShadowRoot, message: Message): void {
  const region = root.querySelector<HTMLElement>('.notes')!;
  const picture = root.querySelector('.picture');
  // On the ground of the picture, growing upwards: never over a face, and not over the name below.
  if (picture) {
    const { left, bottom, width } = boxIn(region.offsetParent ?? picture, picture);
    const [top, start, wide] = [bottom - FOOT_PX, left + FOOT_PX, width - 2 * FOOT_PX];
    region.style.cssText = `inset:${top}px auto auto ${start}px;width:${wide}px;translate:0 -100%;--wait:${message.waitMs}ms`;
  }
  const announcer = announcers.get(root) ?? new Announcer(region);
  announcers.set(root, announcer);
  announcer.say([message]);
}
