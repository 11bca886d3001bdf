export interface StreamEvent {
  event: string;
  id: string | undefined;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  data: any;
}

export interface EventStream {
  response: Response;
  /** The next event; null once the stream has ended. */
  next(): Promise<StreamEvent | null>;
  /** The next comment, or null at the end. */
  comment(): Promise<string | null>;
  /** What has not been asked for yet. */
  waiting(): number;
  close(): Promise<void>;
}

/** Reads a `text/event-stream` over a real socket. */
export async function openStream(url: string, headers: Record<string, string>): Promise<EventStream> {
  const controller = new AbortController();
  const response = await fetch(url, { headers, signal: controller.signal });
  const events = new Mailbox<StreamEvent>();
  const comments = new Mailbox<string>();
  void read(response, events, comments).catch((error: unknown) => {
    if (!controller.signal.aborted) throw error;
  });
  return {
    response,
    next: () => events.take(),
    comment: () => comments.take(),
    waiting: () => events.size,
    async close() {
      controller.abort();
    },
  };
}

async function read(response: Response, events: Mailbox<StreamEvent>, comments: Mailbox<string>): Promise<void> {
  let text = '';
  try {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        if (block.startsWith(':')) comments.put(block);
        else events.put(parse(block));
      }
    }
  } finally {
    events.end();
    comments.end();
  }
}

function parse(block: string): StreamEvent {
  const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]));
  return { event: fields.get('event')!, id: fields.get('id'), data: JSON.parse(fields.get('data')!) };
}

class Mailbox<T> {
  #items: T[] = [];
  #takers: ((item: T | null) => void)[] = [];
  #hasEnded = false;

  get size(): number {
    return this.#items.length;
  }

  put(item: T): void {
    const taker = this.#takers.shift();
    if (taker) taker(item);
    else this.#items.push(item);
  }

  take(): Promise<T | null> {
    const item = this.#items.shift();
    if (item !== undefined || this.#hasEnded) return Promise.resolve(item ?? null);
    return new Promise((resolve) => this.#takers.push(resolve));
  }

  end(): void {
    this.#hasEnded = true;
    for (const taker of this.#takers.splice(0)) taker(null);
  }
}
