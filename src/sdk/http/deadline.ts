/** A signal for one try: aborted by the caller's own signal, or at the time limit. */
interface Deadline {
  signal: AbortSignal;
  hasPassed(): boolean;
  clear(): void;
}

export function deadlineOf(ms: number, caller: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  let passed = false;
  const onAbort = () => controller.abort(caller!.reason);
  const timer = setTimeout(() => {
    passed = true;
    controller.abort(new DOMException(`No answer within ${ms} ms.`, 'TimeoutError'));
  }, ms);
  caller?.addEventListener('abort', onAbort, { once: true });
  if (caller?.aborted) onAbort();
  return {
    signal: controller.signal,
    hasPassed: () => passed,
    clear() {
      clearTimeout(timer);
      caller?.removeEventListener('abort', onAbort);
    },
  };
}
