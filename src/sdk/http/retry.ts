const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;
const LONGEST_RETRY_AFTER_S = 60;

/** Statuses after which another try may succeed. */
export const mayPass = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/** How long to wait after the try of this number (1 is the first): doubling, with jitter, and what the server asked for. */
export function waitBefore(attempt: number, retryAfter: number | undefined): number {
  const doubled = Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS);
  const asked = Math.min(retryAfter ?? 0, LONGEST_RETRY_AFTER_S) * 1000;
  return Math.max(asked, doubled * (0.5 + Math.random() / 2));
}

/** Seconds from a Retry-After header: a number of them, or a date. */
export function retryAfterOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}

/** Waits; rejects with the signal's reason when it is aborted meanwhile. */
export function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (aborted: boolean) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      if (aborted) reject(signal!.reason as Error);
      else resolve();
    };
    const onAbort = () => finish(true);
    const timer = setTimeout(finish, ms, false);
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) onAbort();
  });
}
