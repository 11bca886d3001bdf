import type { CSSResult, LitElement } from 'lit';
import { setLook } from '../element/sheets.ts';
import { brutal } from './presets/brutal.styles.ts';
import { candy } from './presets/candy.styles.ts';
import { midnight } from './presets/midnight.styles.ts';
import { paper } from './presets/paper.styles.ts';

/** Themes unlike each other in shape, type and motion. Each sets what a page has left unset. */
export const LOOKS = { candy, paper, brutal, midnight } as const satisfies Record<string, CSSResult>;

export type LookName = keyof typeof LOOKS;

/** Takes one theme off and puts another on, and on what is open inside; of an unknown name, none. */
export function wear(host: LitElement, name: string | null): void {
  for (const inner of host.renderRoot.querySelectorAll<LitElement>('hatched-egg, hatched-market')) wear(inner, name);
  setLook(host, name && Object.hasOwn(LOOKS, name) ? LOOKS[name as LookName] : undefined);
}
