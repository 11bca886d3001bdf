/** Where this script came from: its origin is the default server. */
export const SCRIPT = import.meta.url;

export const DEFAULT_BASE = new URL('/api/v1', SCRIPT).href;
