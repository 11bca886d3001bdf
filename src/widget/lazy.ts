import { WidgetError } from './api/errors.ts';

const warned = new Set<string>();

/**
 * A chunk of ours that is loaded when it is needed. A page's policy, a blocker or a deploy may take it away: that is said
 * once, and the next call tries again.
 * @throws WidgetError `unavailable`, `offline`
 */
export async function lazy<T>(what: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    if (cause instanceof WidgetError) throw cause;
    const error = new WidgetError(navigator.onLine ? 'unavailable' : 'offline', `The ${what} could not be loaded.`, {
      cause,
    });
    if (!warned.has(what)) console.warn(`hatched-buddy: ${error.message}`, cause);
    warned.add(what);
    throw error;
  }
}
