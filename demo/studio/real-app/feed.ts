/* What the app says of the webhooks that it has received and verified. */

/** As the app tells it (`GET /demo/webhooks`). */
interface Webhook {
  delivery_id: string;
  type: string;
  received_at: string;
  event: Record<string, unknown>;
}

/** `none`: the studio is files alone, and knows of no app. */
export type Line = 'none' | 'asking' | 'open' | 'away';

const MOST = 50;

/** The origin of the app, which the server writes into the page. */
export const appAddress = (): string | null =>
  document.querySelector<HTMLMetaElement>('meta[name=demo-app]')?.content || null;

/** One connection for all that show something of it; it is tried again for as long as somebody watches. */
class Feed {
  line: Line;
  /** The newest first. */
  webhooks: readonly Webhook[] = [];
  readonly #watchers = new Set<() => void>();
  #source: EventSource | undefined;
  readonly address: string | null;

  constructor(address: string | null) {
    this.address = address;
    this.line = address ? 'asking' : 'none';
  }

  /** Answers what ends it. */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    if (this.address && !this.#source) this.#open(this.address);
    return () => {
      this.#watchers.delete(changed);
      if (this.#watchers.size > 0) return;
      this.#source?.close();
      this.#source = undefined;
    };
  }

  clear(): void {
    this.webhooks = [];
    this.#tell();
  }

  #open(address: string): void {
    const source = new EventSource(`${address}/demo/webhooks`);
    this.#source = source;
    source.onopen = () => this.#turn('open');
    source.onerror = () => this.#turn('away');
    source.onmessage = ({ data }) => this.#hear(JSON.parse(data as string) as Webhook);
  }

  #turn(line: Line): void {
    this.line = line;
    this.#tell();
  }

  /** After an interruption the app tells again of what it still knows. */
  #hear(webhook: Webhook): void {
    if (this.webhooks.some(({ delivery_id }) => delivery_id === webhook.delivery_id)) return;
    this.webhooks = [webhook, ...this.webhooks].slice(0, MOST);
    this.#tell();
  }

  #tell(): void {
    for (const changed of this.#watchers) changed();
  }
}

export const feed = new Feed(appAddress());
