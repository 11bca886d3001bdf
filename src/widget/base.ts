/** Where this script came from: its origin is the default server. Empty for a script that a page pasted into itself. */
export const SCRIPT = import.meta.url;

// Not `new URL('/api/v1', SCRIPT)`: bundlers take that for a file to bring along.
export const DEFAULT_BASE = /^https?:/.test(SCRIPT) ? `${new URL(SCRIPT).origin}/api/v1` : null;
