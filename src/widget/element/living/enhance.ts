import type { LitElement } from 'lit';
import type { SeatState } from '../../../contract/buddy/state.ts';
import { Escapes, isEscapeOf } from '../../a11y/escape.ts';
import type { Client } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { rove } from '../../a11y/roving.ts';
import { HatchedErrorEvent } from '../../events/lifecycle.ts';
import { laterEn } from '../../i18n/later.en.ts';
import type { Strings } from '../../i18n/strings.ts';
import { lazy } from '../../lazy.ts';
import { knowIcons } from '../../look/icons.ts';
import { MORE_ICONS } from '../../look/more-icons.ts';
import { badges } from '../../sections/badges/badges.ts';
import { badgesStyles } from '../../sections/badges/badges.styles.ts';
import { sectionsStyles } from '../../sections/later.styles.ts';
import { growth } from '../../sections/growth.ts';
import { growthStyles } from '../../sections/growth.styles.ts';
import { widthsStyles } from '../../sections/widths.styles.ts';
import { skills } from '../../sections/skills.ts';
import { streaks } from '../../sections/streaks.ts';
import { today } from '../../sections/today.ts';
import { addStyles } from '../sheets.ts';
import { Idle } from './idle.ts';
import type { More, SectionTemplate, View } from '../view.ts';

const STYLES = [growthStyles, sectionsStyles, badgesStyles, widthsStyles];
const MINUTE_MS = 60_000;
const EVENING = 20;
const MORNING = 6;

export interface EnhancedHost extends LitElement, Omit<View, 'more' | 'unfolded' | 'picture'> {
  unfolded: ReadonlySet<string>;
  more: More | null;
  readonly state: SeatState | null;
  readonly texts: Strings | undefined;
  readonly leaderboard: string | null;
  refresh: () => Promise<void>;
}

const idles = new WeakMap<LitElement, Idle>();

/**
 * Gives an element what it can do without in its first view.
 * @param client of the session that the element has at the time
 */
export function enhance(host: EnhancedHost, client: () => Client | undefined): void {
  const root = host.shadowRoot!;
  addStyles(host, ...STYLES);
  knowIcons(MORE_ICONS);
  root.addEventListener('keydown', walk);
  for (const begin of [tick, watchSurroundings]) whileConnected(host, () => begin(host));
  const isOpen = () => !!root.querySelector(':popover-open');
  const escapes = new Escapes((event) => isOpen() && isEscapeOf(host, event));
  host.addController({ hostConnected: () => escapes.listenOn(host), hostDisconnected: () => escapes.rest() });
  const idle = new Idle(host);
  idles.set(host, idle);
  host.addController(idle);
  host.addController({ hostUpdated: () => void rank(host, client) });
  host.more = {
    sections: { skills: withTexts(skills), streaks: withTexts(streaks), badges: withTexts(badges) },
    growth,
    today: withTexts(today),
    isEvening: (state) => isEvening(host.now, state.time_zone),
    redraw: () => void redraw(host, client()),
    refused: false,
    unfold: (section) => void unfold(host, section),
    showDetails: (event) => void showDetails(host, event),
  };
}

const ranked = new WeakSet<EnhancedHost>();

/** The leaderboard's code comes with the first that is named. */
async function rank(host: EnhancedHost, client: () => Client | undefined): Promise<void> {
  if (!host.leaderboard || ranked.has(host)) return;
  ranked.add(host);
  const chunk = await lazy('leaderboard', () => import('../../sections/leaderboard/leaderboard.ts')).catch(() => null);
  if (!chunk) {
    ranked.delete(host);
    return;
  }
  host.more!.sections['leaderboard'] = new chunk.Leaderboard(host, client).template;
  host.requestUpdate();
}

const extended = new WeakMap<Strings, Strings>();

/** With the texts that came with this chunk. */
function withTexts(template: SectionTemplate): SectionTemplate {
  return (state, strings, view) => {
    const known = extended.get(strings) ?? strings.extended(laterEn);
    extended.set(strings, known);
    return template(state, known, view);
  };
}

/** Something happened: the buddy stirs. */
export function stir(host: LitElement): void {
  idles.get(host)?.wake();
}

async function showDetails(host: EnhancedHost, event: Event): Promise<void> {
  const button = (event.target as Element).closest<HTMLElement>('[data-badge]');
  const badge = host.state?.badges.find((one) => one.badge_key === button?.dataset['badge']);
  if (!button || !badge || !host.texts) return;
  // Where they cannot be had, `lazy` says so once, and the next press tries again.
  const chunk = await lazy('details of a badge', () => import('../../sections/badges/badge-details.ts')).catch(
    () => null,
  );
  if (host.isConnected) chunk?.showBadge(host, button, badge, host.texts);
}

/** A picture that failed is drawn once more; where that is refused, the line about it says so. */
async function redraw(host: EnhancedHost, client: Client | undefined): Promise<void> {
  let refused = false;
  await client?.call({ path: 'appearance/rerender', method: 'POST' }).catch((cause: unknown) => {
    refused = true;
    host.dispatchEvent(new HatchedErrorEvent(failureOf(cause)));
  });
  host.more!.refused = refused;
  await host.refresh();
  host.requestUpdate();
}

/** By the user's own clock. */
function isEvening(now: number, timeZone: string | undefined): boolean {
  let hour = new Date(now).getHours();
  try {
    const format = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', timeZone });
    hour = Number(format.format(now));
  } catch {
    // A zone that this browser does not know: the visitor's own.
  }
  return hour >= EVENING || hour < MORNING;
}

/** @param begin what lives while the element is on the page; it returns what ends it */
function whileConnected(host: LitElement, begin: () => () => void): void {
  let end: (() => void) | undefined;
  host.addController({ hostConnected: () => (end = begin()), hostDisconnected: () => end?.() });
}

/** Times that are left, on show, grow shorter. */
function tick(host: LitElement): () => void {
  const timer = setInterval(() => {
    if (!document.hidden) host.requestUpdate();
  }, MINUTE_MS);
  return () => clearInterval(timer);
}

/** An ancestor's `lang` or `dir` that changes in place. */
function watchSurroundings(host: LitElement): () => void {
  const observer = new MutationObserver(() => host.requestUpdate());
  for (let root: Node = host.getRootNode(); ; root = root.host.getRootNode()) {
    observer.observe(root, { subtree: true, attributeFilter: ['lang', 'dir'] });
    if (!(root instanceof ShadowRoot)) return () => observer.disconnect();
  }
}

/** Arrow keys among the badges. */
function walk(event: Event): void {
  const group = (event.target as Element).closest('.medals');
  if (!group) return;
  const buttons = [...group.querySelectorAll('button')];
  rove(
    event as KeyboardEvent,
    buttons.filter((button) => button.checkVisibility()),
  );
}

/** The focus goes to the first that was not on show. */
async function unfold(host: EnhancedHost, section: string): Promise<void> {
  const items = () => [...host.renderRoot.querySelectorAll<HTMLElement>(`.${section} li :is(button:not(.more), .bar)`)];
  const { length } = items().filter((item) => item.checkVisibility());
  host.unfolded = new Set([...host.unfolded, section]);
  await host.updateComplete;
  items()[length]?.focus();
}
