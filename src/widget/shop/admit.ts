import type { SeatState } from '../../contract/state.ts';
import { isRendered } from '../a11y/rendered.ts';
import { WidgetError } from '../api/errors.ts';

/**
 * Who may come in. A buddy that is on its way may: the shop opens when it is here.
 * @throws WidgetError `not_rendered`, `no_buddy`, or why no buddy can be shown
 */
export function admit(host: Element, { state, error }: { state: SeatState | null; error: WidgetError | null }): void {
  if (!isRendered(host)) {
    throw new WidgetError('not_rendered', 'The shop was not opened: its element is not to be seen on the page.');
  }
  if (state?.buddy || (!state && !error)) return;
  throw error ?? new WidgetError('no_buddy', 'The egg has not hatched yet.', { status: 409 });
}
