import type { SeatState } from '../../contract/buddy/state.ts';
import { isRendered } from '../a11y/rendered.ts';
import { WidgetError } from '../api/errors.ts';

/** What is known of the buddy whose shop is asked for. */
export interface Asking {
  readonly state: SeatState | null;
  readonly error: WidgetError | null;
}

/**
 * Who may come in. A buddy that is on its way may: the shop opens when it is here.
 * @throws WidgetError `not_rendered`, `no_buddy`, or why no buddy can be shown
 */
export function admit(host: Element, { state, error }: Asking): void {
  if (!isRendered(host)) {
    throw new WidgetError('not_rendered', 'The shop was not opened: its element cannot be seen.');
  }
  if (state?.buddy || (!state && !error)) return;
  throw error ?? new WidgetError('no_buddy', 'The egg has not hatched yet.', { status: 409 });
}
