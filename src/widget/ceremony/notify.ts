import type { WidgetState } from '../../contract/state.ts';
import { laterEn } from '../i18n/later.en.ts';
import type { Strings } from '../i18n/strings.ts';
import { Announcer, type Message } from '../a11y/announcer.ts';
import { celebrate } from './celebrate.ts';
import { countUp } from './count-up.ts';
import { eventsBetween } from '../events/between.ts';
import { messageOf } from './messages.ts';
import { changePicture, type PictureHost } from '../element/picture.ts';
import { type EnhancedHost, enhance } from '../element/enhance.ts';

const announcers = new WeakMap<ShadowRoot, Announcer>();

/** Makes a change of state felt: events for the page, numbers that run, and what is worth it is celebrated. */
export function notifyChanges(
  host: PictureHost & EnhancedHost & { texts: Strings | undefined },
  before: WidgetState | null,
  after: WidgetState,
): void {
  const root = host.shadowRoot!;
  const { texts: strings } = host;
  if (!host.more) enhance(host);
  void changePicture(host, host.pictureOf(after));
  if (!before) return;
  const events = eventsBetween(before, after);
  if (strings) {
    const texts = strings.extended(laterEn);
    const messages = events.map((event) => messageOf(event, after.buddy, texts)).filter((message) => !!message);
    say(root, messages);
    if (messages.length > 0) celebrate(root.querySelector('.picture'));
    for (const wallet of [root, root.querySelector('hatched-market')?.shadowRoot]) {
      if (wallet) countUp(wallet, before, after, strings);
    }
  }
  for (const event of events) host.dispatchEvent(event);
}

function say(root: ShadowRoot, messages: Message[]): void {
  let announcer = announcers.get(root);
  if (!announcer) {
    announcer = new Announcer(root.querySelector<HTMLElement>('.notes')!);
    announcers.set(root, announcer);
  }
  announcer.say(messages);
}
