const LONGEST_MS = 600_000;

/** Sleeps about so long; wakes early when the device is online again. Rejects when the signal aborts. */
export function nap(ms: number, signal?: AbortSignal): Promise<void> {
  const awake = new AbortController();
  let timer: ReturnType<typeof setTimeout>;
  return new Promise<void>((resolve, reject) => {
    signal?.throwIfAborted();
    const once = { signal: awake.signal };
    timer = setTimeout(resolve, Math.min(ms, LONGEST_MS) * (1 + Math.random() * 0.2));
    addEventListener('online', () => resolve(), once);
    signal?.addEventListener('abort', () => reject(signal.reason as Error), once);
  }).finally(() => {
    clearTimeout(timer);
    awake.abort();
  });
}
