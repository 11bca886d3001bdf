import type * as parts from '../later.ts';
import { lazy } from '../lazy.ts';

type Later = typeof parts;

/** @throws WidgetError `unavailable`, `offline` */
export function later(): Promise<Later> {
  return lazy('part for live updates', () => import('../later.ts'));
}

/**
 * What comes with a press or a call, by way of what comes after the first view.
 * @throws WidgetError `unavailable`, `offline`
 */
export function laterPart<T>(what: string, load: (later: Later) => Promise<T>): Promise<T> {
  return lazy(what, async () => load(await later()));
}
