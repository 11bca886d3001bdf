import type { HatchedEventMap } from '../../../src/widget/events/events.ts';
import { HatchedBuddy } from '../../../src/widget/index.ts';
import { FakeServer } from './server.ts';
import { rightClock } from './time.ts';

HatchedBuddy.define();

/** A token that names its buddy and lives an hour. */
export function tokenOf(change: { sub?: string; iat?: number; exp?: number; jti?: string } = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    sub: 'buddy_01m7ybcptb969an5nze1e82wb0',
    iat: now,
    exp: now + 3600,
    jti: String(Math.random()),
    ...change,
  };
  return `${btoa('{"alg":"HS256"}')}.${btoa(JSON.stringify(claims))}.signature`;
}

let server: FakeServer | undefined;

afterEach(() => {
  document.body.replaceChildren();
  rightClock();
  server?.restore();
  server = undefined;
});

/** Takes the place of the network until the test ends. */
export function serve(...state: ConstructorParameters<typeof FakeServer>): FakeServer {
  server = new FakeServer(...state);
  return server;
}

/** An element that is not on the page yet, with a token of its own and the fake server as its base. */
export function create(attributes: Record<string, string | null> = {}): HatchedBuddy {
  const element = document.createElement('hatched-buddy');
  const all = { 'api-base': 'http://server.test/api/v1', live: 'off', 'session-token': tokenOf(), ...attributes };
  for (const [name, value] of Object.entries(all)) if (value !== null) element.setAttribute(name, value);
  return element;
}

/** An element on the page, once it shows its buddy. */
export async function mount(attributes: Record<string, string | null> = {}): Promise<HatchedBuddy> {
  const element = create(attributes);
  await attach(element);
  await settled(element);
  // What comes after the first view is here, too.
  await until(() => element.more);
  await element.updateComplete;
  await new Promise((resolve) => requestAnimationFrame(resolve));
  return element;
}

/** Puts an element on the page, and waits until it is told of its buddy. */
export async function attach(element: HatchedBuddy, place: Element = document.body): Promise<void> {
  const ready = next(element, 'hatched-ready');
  place.append(element);
  await ready;
}

/** The next event of a name. */
export function next<N extends keyof HatchedEventMap>(element: EventTarget, name: N): Promise<HatchedEventMap[N]> {
  return new Promise((resolve) =>
    element.addEventListener(name, (event) => resolve(event as HatchedEventMap[N]), { once: true }),
  );
}

/** Once the element has rendered what it knows, in its language. */
export async function settled(element: HatchedBuddy): Promise<void> {
  await until(() => !element.isConnected || !element.shadowRoot?.querySelector('.loading'));
  await element.updateComplete;
}

/** Waits, frame by frame, for something that no event tells of. */
export async function until(holds: () => unknown): Promise<void> {
  while (!holds()) await new Promise((resolve) => requestAnimationFrame(resolve));
}

export function part(element: HatchedBuddy, name: string): HTMLElement {
  const found = element.shadowRoot!.querySelector<HTMLElement>(`[part="${name}"]`);
  if (!found) throw new Error(`There is no part ${name}.`);
  return found;
}

export function parts(element: HatchedBuddy, name: string): HTMLElement[] {
  return [...element.shadowRoot!.querySelectorAll<HTMLElement>(`[part="${name}"]`)];
}

export const textOf = (element: Element): string => element.textContent.replace(/\s+/g, ' ').trim();

/** Rejections that nobody caught: a page's monitoring would be told of them. */
export function rejections(): { reasons: unknown[] } & Disposable {
  const reasons: unknown[] = [];
  const hear = (event: PromiseRejectionEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    reasons.push(event.reason);
  };
  addEventListener('unhandledrejection', hear, true);
  return { reasons, [Symbol.dispose]: () => removeEventListener('unhandledrejection', hear, true) };
}

/** What a page hears of some events, on their way down and up. */
export function hearing(...types: string[]): { heard: string[] } & Disposable {
  const heard: string[] = [];
  const hear = ({ type }: Event) => heard.push(type);
  const phases = [false, true];
  for (const type of types) for (const capture of phases) document.addEventListener(type, hear, capture);
  return {
    heard,
    [Symbol.dispose]() {
      for (const type of types) for (const capture of phases) document.removeEventListener(type, hear, capture);
    },
  };
}
