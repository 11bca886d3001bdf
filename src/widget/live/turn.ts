import { lazy } from '../lazy.ts';

/**
 * Does the work in one place of an origin at a time; the next takes over when it ends. Pages without a secure context
 * have no locks, and frames may be refused them: those ask each other, or work alone.
 */
export async function inTurn(name: string, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  let begun = false;
  const begin = () => {
    begun = true;
    return work();
  };
  try {
    await navigator.locks.request(name, { signal }, begin);
  } catch (error) {
    if (begun || signal.aborted) throw error;
    const chunk = await lazy('part for pages without locks', () => import('./without-locks.ts')).catch(() => null);
    signal.throwIfAborted();
    await (chunk ? chunk.withoutLocks(name, signal, work) : work());
  }
}

/** Rejects when the signal aborts. */
export function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
