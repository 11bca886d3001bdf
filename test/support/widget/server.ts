import type { ErrorCode } from '../../../src/contract/errors.ts';
import { ERROR_STATUS } from '../../../src/contract/errors.ts';
import type { WidgetState } from '../../../src/contract/buddy/state.ts';
import type {
  EquipmentAnswer,
  MarketItem,
  PreviewAnswer,
  PurchaseAnswer,
  TrackAnswer,
} from '../../../src/contract/widget.ts';
import { buddyState, picture, shop } from './fixtures.ts';
import type { BuiltinItem } from '../../../src/contract/buddy/art.ts';

export interface Request {
  method: string;
  /** Under `/widget/`. */
  path: string;
  url: string;
  token: string;
  headers: Headers;
  body: Record<string, unknown> | null;
}

type Answer = Response | Promise<Response> | undefined;

const BASE = 'http://server.test/api/v1';
/** Right, whatever a test makes of the visitor's. */
const ServerDate = Date;

/**
 * Speaks the contract in place of `fetch`, for one page: tests of the element see what it asks, and say what is
 * answered. Whole journeys run against the real server (test/e2e).
 */
export class FakeServer {
  readonly base = BASE;
  readonly requests: Request[] = [];
  state: WidgetState;
  items: MarketItem[] = shop();
  /** What it says of the time with each answer; null: nothing, as servers before it was invented. */
  now: (() => string) | null = () => new ServerDate().toISOString();
  /** Tokens that are refused, with what. */
  readonly refused = new Map<string, ErrorCode>();
  /** Answers first; undefined leaves it to the contract. */
  intercept: (request: Request) => Answer = () => undefined;
  readonly #real = globalThis.fetch.bind(globalThis);
  readonly #streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  #waiting: { count: number; path: string; resolve: () => void }[] = [];

  constructor(state: WidgetState = buddyState()) {
    this.state = state;
    globalThis.fetch = (input, init) => this.#fetch(String(input), init);
  }

  restore(): void {
    globalThis.fetch = this.#real;
    for (const stream of this.#streams) stream.close();
  }

  /** Requests to a path. */
  to(path: string): Request[] {
    return this.requests.filter((request) => request.path === path);
  }

  /** Resolves once so many requests to a path were made. */
  async asked(path: string, count = 1): Promise<void> {
    if (this.to(path).length >= count) return;
    await new Promise<void>((resolve) => this.#waiting.push({ count, path, resolve }));
  }

  /** How many streams are open. */
  get streams(): number {
    return this.#streams.size;
  }

  /** Says something on every open stream. */
  send(event: string, data: unknown): void {
    const text = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    for (const stream of this.#streams) stream.enqueue(new TextEncoder().encode(text));
  }

  /** Another state, on the streams too. */
  change(state: WidgetState): void {
    this.state = { ...state, version: this.state.version + 1 };
    this.send('state', this.state);
  }

  endStreams(): void {
    for (const stream of this.#streams) stream.close();
    this.#streams.clear();
  }

  async #fetch(url: string, init: RequestInit = {}): Promise<Response> {
    if (!url.startsWith(`${BASE}/widget/`)) return this.#real(url, init);
    const headers = new Headers(init.headers);
    const request: Request = {
      method: init.method ?? 'GET',
      path: new URL(url).pathname.replace('/api/v1/widget/', ''),
      url,
      headers,
      token: headers.get('authorization')?.replace('Bearer ', '') ?? '',
      body: init.body ? (JSON.parse(String(init.body)) as Record<string, unknown>) : null,
    };
    this.requests.push(request);
    const response = this.#answer(request, init.signal ?? undefined);
    this.#wake();
    const answer = (await aborting(init.signal, response)).clone();
    if (this.now) answer.headers.set('x-hatched-now', this.now());
    return answer;
  }

  async #answer(request: Request, signal: AbortSignal | undefined): Promise<Response> {
    const intercepted = await this.intercept(request);
    if (intercepted) return intercepted;
    const refusal = this.refused.get(request.token);
    if (refusal) return problem(refusal);
    switch (`${request.method} ${request.path}`) {
      case 'GET state':
        return json(this.state);
      case 'GET stream':
        return this.#stream(signal);
      case 'GET marketplace':
        return json({ items: this.items });
      case 'POST track':
        return json(this.#track(request));
      case 'POST marketplace/purchases':
        return json(this.#purchase(String(request.body?.['item_id'])), 201);
      case 'GET preview':
        return json({ image: this.#preview(new URL(request.url).searchParams.get('equip') ?? '') });
      case 'PUT equipment':
        return json(this.#equip(request.body as { equip: string[]; unequip: string[] }));
      default:
        return problem('resource_not_found');
    }
  }

  #stream(signal: AbortSignal | undefined): Response {
    let mine: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        mine = controller;
        this.#streams.add(controller);
        controller.enqueue(new TextEncoder().encode(': hello\n\n'));
      },
      cancel: () => void this.#streams.delete(mine),
    });
    signal?.addEventListener('abort', () => {
      if (this.#streams.delete(mine)) mine.error(signal.reason);
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  }

  #track(request: Request): TrackAnswer {
    const { version, buddy } = this.state;
    this.state = { ...this.state, version: version + 1, buddy: { ...buddy, coins: buddy.coins + 10 } };
    return {
      event_id: String(request.body?.['event_id']),
      buddy_id: buddy.buddy_id,
      duplicate: false,
      effects: {
        coins: 10,
        badges_awarded: [],
        badges_ready: [],
        tokens: [],
        evolution_ready: false,
        streak_milestones: [],
        skills: [],
        streaks: [],
      },
      state: this.state,
    };
  }

  #purchase(itemId: string): PurchaseAnswer {
    const bought = this.items.find((item) => item.item_id === itemId)!;
    const cost = bought.price.type === 'coin' ? bought.price.amount : 0;
    const { version, buddy } = this.state;
    this.items = this.items.map((item) => (item === bought ? { ...item, owned: true } : item));
    this.state = { ...this.state, version: version + 1, buddy: { ...buddy, coins: buddy.coins - cost } };
    return {
      purchase_id: 'pur_01m7ybcptb969an5nze1e82wb0',
      item_id: itemId,
      price: bought.price,
      ledger_id: null,
      state: this.state,
    };
  }

  #preview(equip: string): PreviewAnswer['image'] {
    const items = equip.split(',').filter(Boolean) as BuiltinItem[];
    const url = picture(items);
    return {
      url,
      png_url: 'preview.png',
      width: 512,
      height: 512,
      alt: `Pip wearing ${equip}`,
      figure_url: url,
      scene_url: null,
    };
  }

  #equip({ equip, unequip }: { equip: string[]; unequip: string[] }): EquipmentAnswer {
    const worn = this.state.equipped.filter((item) => !unequip.includes(item.item_id));
    const added = equip.map((id) => ({
      item_id: id,
      category: this.items.find((item) => item.item_id === id)!.category,
    }));
    this.state = { ...this.state, version: this.state.version + 1, equipped: [...worn, ...added] };
    return {
      equipped: this.state.equipped.map((item) => item.item_id),
      operation_id: null,
      state: this.state,
    };
  }

  #wake(): void {
    this.#waiting = this.#waiting.filter(({ count, path, resolve }) => {
      if (this.to(path).length < count) return true;
      resolve();
      return false;
    });
  }
}

export function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}

export function problem(code: ErrorCode, headers: Record<string, string> = {}): Response {
  const body = { error: { code, message: `Refused: ${code}.`, requestId: `req-${code}` } };
  return new Response(JSON.stringify(body), { status: ERROR_STATUS[code], headers });
}

/** As fetch does: an abort rejects at once. */
function aborting(signal: AbortSignal | null | undefined, response: Promise<Response>): Promise<Response> {
  if (!signal) return response;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    response.then(resolve, reject);
  });
}
