import type { SeatState } from '../../contract/buddy/state.ts';
import type { WidgetError } from '../api/errors.ts';
import type { nestling } from '../egg/nestling.ts';
import type { Strings } from '../i18n/strings.ts';
import type { Instead } from '../element/view.ts';
import type { StatusTemplates } from '../sections/status/status.ts';

/** What came in chunks of its own, once it is here. */
export interface LoadedChunks {
  readonly nestling: typeof nestling | undefined;
  readonly statuses: StatusTemplates | undefined;
}

/** Null while it is not known. */
export function insteadOf(
  state: SeatState | null,
  error: WidgetError | null,
  strings: Strings,
  urlOf: (path: string) => string,
  { nestling, statuses }: LoadedChunks,
): Instead | null {
  if (state?.egg) return nestling?.(state.egg, strings, urlOf) ?? null;
  return error && !state ? (statuses?.row(error, strings) ?? null) : null;
}
