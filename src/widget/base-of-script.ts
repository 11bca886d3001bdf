import { SCRIPT_ADDRESS } from './script-address.ts';

/** In place of `base.ts` in the one-file script, which is no module and may have been pasted into the page. */
export const SCRIPT = SCRIPT_ADDRESS ?? '';

export const DEFAULT_BASE = SCRIPT ? new URL('/api/v1', SCRIPT).href : null;
