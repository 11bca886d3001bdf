import type { WidgetState } from '../../contract/state.ts';
import { laterEn } from '../i18n/later.en.ts';
import type { Strings } from '../i18n/strings.ts';
import { Announcer, type Note } from './announcer.ts';
import { celebrate } from './celebrate.ts';
import { countUp } from './count-up.ts';
import { eventsBetween } from './derive.ts';
import { noteOf } from './notes.ts';
import { changePicture, type PictureHost } from './picture.ts';
import { type SettlingHost, settle } from './settle.ts';

const announcers = new WeakMap<ShadowRoot, Announcer>();

/** Makes a change of state felt: events for the page, numbers that run, and what is worth it is celebrated. */
export function occur(
  host: PictureHost & SettlingHost & { texts: Strings | undefined },
  before: WidgetState | null,
  after: WidgetState,
): void {
  const root = host.shadowRoot!;
  const { texts: strings } = host;
  if (!host.more) settle(host);
  void changePicture(host, host.pictureOf(after));
  if (!before) return;
  const events = eventsBetween(before, after);
  if (strings) {
    const texts = strings.extended(laterEn);
    const notes = events.map((event) => noteOf(event, after.buddy, texts)).filter((note) => !!note);
    say(root, notes);
    if (notes.length > 0) celebrate(root.querySelector('.picture'));
    for (const wallet of [root, root.querySelector('hatched-market')?.shadowRoot]) {
      if (wallet) countUp(wallet, before, after, strings);
    }
  }
  for (const event of events) host.dispatchEvent(event);
}

function say(root: ShadowRoot, notes: Note[]): void {
  let announcer = announcers.get(root);
  if (!announcer) {
    announcer = new Announcer(root.querySelector<HTMLElement>('.notes')!);
    announcers.set(root, announcer);
  }
  announcer.say(notes);
}
