import type { LitElement, ReactiveController } from 'lit';
import { badgeDetails } from '../sections/badge-details.ts';
import { addStyles } from './sheets.ts';
import type { More } from './view.ts';
import { laterStyles } from '../look/later.styles.ts';
import { rove } from '../a11y/roving.ts';

const MINUTE_MS = 60_000;

export interface EnhancedHost extends LitElement {
  allBadges: boolean;
  more: More | null;
}

/** Gives an element what it can do without in its first view. */
export function enhance(host: EnhancedHost): void {
  const root = host.shadowRoot!;
  addStyles(host, laterStyles);
  root.addEventListener('keydown', walk);
  host.addController(new Clock(host));
  host.addController(new Surroundings(host));
  host.more = { details: badgeDetails, showAllBadges: () => void showAllBadges(host) };
}

/** Times that are left, on show, grow shorter. */
class Clock implements ReactiveController {
  readonly #host: LitElement;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: LitElement) {
    this.#host = host;
  }

  hostConnected(): void {
    this.#timer = setInterval(() => {
      if (!document.hidden) this.#host.requestUpdate();
    }, MINUTE_MS);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }
}

/** An ancestor's `lang` or `dir` that changes in place. */
class Surroundings implements ReactiveController {
  readonly #host: LitElement;
  readonly #observer: MutationObserver;

  constructor(host: LitElement) {
    this.#host = host;
    this.#observer = new MutationObserver(() => host.requestUpdate());
  }

  hostConnected(): void {
    for (let root: Node = this.#host.getRootNode(); ; root = root.host.getRootNode()) {
      this.#observer.observe(root, { subtree: true, attributeFilter: ['lang', 'dir'] });
      if (!(root instanceof ShadowRoot)) return;
    }
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }
}

/** Arrow keys among the badges. */
function walk(event: Event): void {
  const group = (event.target as Element).closest('.medals');
  if (group) rove(event as KeyboardEvent, [...group.querySelectorAll('button')]);
}

/** The focus goes to the first that was not on show. */
async function showAllBadges(host: EnhancedHost): Promise<void> {
  const badges = () => host.renderRoot.querySelectorAll<HTMLElement>('[part=badge]');
  const { length } = badges();
  host.allBadges = true;
  await host.updateComplete;
  badges()[length]?.focus();
}
