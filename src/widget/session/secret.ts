import { WidgetError } from '../api/errors.ts';

/** @throws WidgetError `secret_key_refused` where a value holds a secret key. The key itself is never repeated. */
export function refuseSecret(value: string | null): void {
  if (!/hatch_(live|test)_/.test(value ?? '')) return;
  throw new WidgetError(
    'secret_key_refused',
    'A SECRET key is on this page, where anyone can read it. It was not sent. Rotate it, and use a session token.',
  );
}
