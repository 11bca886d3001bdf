/** Where this script came from: its origin is the default server. Empty for a script that a page pasted into itself. */
export const SCRIPT = import.meta.url;

export const DEFAULT_BASE = URL.canParse(SCRIPT) ? new URL('/api/v1', SCRIPT).href : null;
