import { sendKeys } from '@web/test-runner-commands';
import type { HatchedBuddy } from '../../../src/widget/index.ts';
import { mount, part, textOf, until } from './page.ts';
import type { FakeServer } from './server.ts';

export async function openShop(server: FakeServer, attributes: Record<string, string> = {}): Promise<HatchedBuddy> {
  const element = await mount(attributes);
  await press(part(element, 'market-button'));
  await server.asked('marketplace');
  await until(() => shopOf(element)?.shadowRoot?.querySelector('.item:not(.ghost)'));
  return element;
}

/** As a person does it: Escape may be answered only where somebody has touched the page. */
export async function press(target: HTMLElement): Promise<void> {
  target.focus();
  await sendKeys({ press: 'Enter' });
}

export const shopOf = (element: HatchedBuddy) => element.shadowRoot!.querySelector('hatched-market')!;
export const inside = (element: HatchedBuddy) => shopOf(element).shadowRoot!;
export const card = (element: HatchedBuddy, id: string) => inside(element).querySelector<HTMLElement>(`#${id}`)!;
export const bar = (element: HatchedBuddy) => inside(element).querySelector('.bar-of-item')!;
export const worn = (element: HatchedBuddy) => element.state!.equipped.map((one) => one.item_id);
export const button = (element: HatchedBuddy, name: string) =>
  [...inside(element).querySelectorAll('button')].find((one) => textOf(one) === name)!;
/** What is read out: the title and what follows it unseen. */
export const nameOf = (one: HTMLElement) =>
  [...one.querySelectorAll('.title, .unseen')].slice(0, 2).map(textOf).join('');
export const rendered = (element: HatchedBuddy) => shopOf(element).updateComplete;
