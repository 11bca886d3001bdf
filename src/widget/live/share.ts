import type { SeatState } from '../../contract/state.ts';

/** Passes snapshots between the tabs of one origin. States only, never a token. */
export class Share {
  readonly #channel: BroadcastChannel;

  constructor(topic: string, hear: (state: SeatState) => void) {
    this.#channel = new BroadcastChannel(topic);
    this.#channel.onmessage = ({ data }: MessageEvent<SeatState>) => hear(data);
  }

  tell(state: SeatState): void {
    this.#channel.postMessage(state);
  }

  close(): void {
    this.#channel.close();
  }
}

/**
 * Does the work in one tab at a time; the next takes over when it ends. A page without locks works alone.
 * @param topic null: there is no work to do, until the signal aborts
 */
export async function lead(topic: string | null, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  const { locks } = navigator as { locks?: LockManager };
  if (!topic) return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  if (!locks) return work();
  await locks.request(topic, { signal }, work);
}
