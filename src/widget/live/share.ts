import type { SeatState } from '../../contract/buddy/state.ts';

/** What tabs tell each other: states only, never a token. */
export interface News {
  state: SeatState;
  /** The server's time when it was told; null where nobody knows it. */
  now: string | null;
}

/** Passes snapshots between the tabs of one origin. Where the browser refuses channels, each tab asks for itself. */
export class Share {
  readonly #channel: BroadcastChannel | null;

  constructor(topic: string, hear: (news: News) => void) {
    this.#channel = channel(topic);
    if (this.#channel) this.#channel.onmessage = ({ data }: MessageEvent<News>) => hear(data);
  }

  tell(news: News): void {
    this.#channel?.postMessage(news);
  }

  close(): void {
    this.#channel?.close();
  }
}

export function channel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}
