import { HatchedBuddy } from '../../../src/widget/index.ts';
import { badge, buddyState } from './fixtures.ts';
import { FakeServer } from './server.ts';

/** Goes through what the element can show under the page's policy, and tells its parent what was refused. */
const violations: string[] = [];
document.addEventListener('securitypolicyviolation', (event) =>
  violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
);
const errors: string[] = [];
addEventListener('error', (event) => errors.push(event.message));
addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));

const server = new FakeServer();
HatchedBuddy.define();
const element = document.createElement('hatched-buddy');
element.setAttribute('api-base', server.base);
element.setAttribute('session-token', 'a.b.c');
element.setAttribute('live', 'off');

const happened = (name: string) => new Promise((resolve) => element.addEventListener(name, resolve, { once: true }));
const ready = happened('hatched-ready');
document.body.append(element);
await ready;
await element.updateComplete;

const awarded = happened('hatched-badge-awarded');
server.state = buddyState({ version: 50, badges: [badge('Bookworm', { earned: true })], buddy: { coins: 500 } });
await element.refresh();
await awarded;
// Confetti comes in a chunk of its own; it is seen before it has flown.
while (!element.shadowRoot!.querySelector('.confetti')) await new Promise((resolve) => requestAnimationFrame(resolve));
const confetti = element.shadowRoot!.querySelectorAll('.confetti').length;
await element.openMarket();
await server.asked('marketplace');
await new Promise((resolve) => requestAnimationFrame(resolve));

const root = element.shadowRoot!;
const bar = root.querySelector<HTMLElement>('.bar i')!;
const report = {
  violations,
  errors,
  barWidth: bar.style.inlineSize,
  cardBorder: getComputedStyle(root.querySelector('.card')!).borderTopWidth,
  confetti,
  shopIsOpen: root.querySelector('hatched-market')!.shadowRoot!.querySelector('dialog')!.open,
};
export type Report = typeof report;
parent.postMessage(report, location.origin);
