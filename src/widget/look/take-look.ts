import type { LitElement } from 'lit';
import { lazy } from '../lazy.ts';

/** Gives an element inside another's root the look that the outer one has. */
export function takeLook(inner: LitElement): void {
  const { look } = (inner.getRootNode() as ShadowRoot).host as { look?: string | null } & Element;
  if (!look) return;
  void lazy('look', () => import('./looks.ts'))
    .then(({ wear }) => wear(inner, look))
    .catch(() => undefined);
}
