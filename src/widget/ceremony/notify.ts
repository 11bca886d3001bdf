import type { SeatState } from '../../contract/state.ts';
import { Announcer, type Message } from '../a11y/announcer.ts';
import { type EnhancedHost, enhance, stir } from '../element/enhance.ts';
import { changePicture, type PictureHost } from '../element/picture.ts';
import { eventsBetween } from '../events/between.ts';
import { BeforeCelebrateEvent } from '../events/celebrations.ts';
import { laterEn } from '../i18n/later.en.ts';
import type { Strings } from '../i18n/strings.ts';
import { lazy } from '../lazy.ts';
import { countUp } from './count-up.ts';
import { boxIn, layerOf } from './layer.ts';
import { combinedMessage, messageOf } from './messages.ts';

/** What an element celebrates: all of it, words and numbers alone, or nothing. */
export type Celebrate = 'full' | 'quiet' | 'off';

export interface NotifiedHost extends PictureHost, EnhancedHost {
  readonly celebrate: Celebrate | null;
}

/** How far a message reaches into the picture. */
const FOOT_PX = 22;

const announcers = new WeakMap<ShadowRoot, Announcer>();

/** Makes a change of state felt: events for the page, numbers that run, and what is worth it is celebrated. */
export function notifyChanges(host: NotifiedHost, before: SeatState | null, after: SeatState): void {
  const root = host.shadowRoot!;
  if (!host.more) enhance(host);
  void host.updateComplete.then(() => stir(host));
  if (!before) {
    void changePicture(host, host.pictureOf(after));
    return;
  }
  const events = eventsBetween(before, after);
  const strings = host.texts?.extended(laterEn);
  if (strings) void celebrateChanges(host, root, before, after, events, strings);
  void changePicture(host, host.pictureOf(after));
  for (const event of events) host.dispatchEvent(event);
}

async function celebrateChanges(
  host: NotifiedHost,
  root: ShadowRoot,
  before: SeatState,
  after: SeatState,
  events: Event[],
  strings: Strings,
): Promise<void> {
  const occasions = events.filter((event) => messageOf(event, after, strings));
  const mode = modeOf(host, occasions);
  const full = mode === 'full';
  const gains = full ? { layer: layerOf(root), source: root.querySelector('[part=image]') } : null;
  countUp(root, before, after, strings, gains);
  const market = root.querySelector('hatched-market')?.shadowRoot;
  if (market) countUp(market, before, after, strings, null);
  if (mode === 'off') return;
  const message = combinedMessage(events, after, strings);
  if (message) say(root, message);
  if (!full || occasions.length === 0) return;
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
  // At the picture's foot: never over a face.
  if (picture) region.style.insetBlockStart = `${boxIn(region.offsetParent ?? picture, picture).bottom - FOOT_PX}px`;
  const announcer = announcers.get(root) ?? new Announcer(region);
  announcers.set(root, announcer);
  announcer.say([message]);
}
