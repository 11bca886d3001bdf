import { Pool } from 'undici';
import type { RealServer } from '../../support/real-server.ts';
import { TEST_SECRET_KEY } from '../../support/real-server.ts';
import { LESSONS } from '../../support/lessons.ts';

const USERS = 200;
const BATCH = 10;

export type Kind = 'event' | 'batch' | 'state' | 'buddy' | 'picture' | 'shop';

/** Of a hundred calls. */
const MIX: [Kind, number][] = [
  ['event', 55],
  ['state', 20],
  ['picture', 10],
  ['batch', 5],
  ['buddy', 5],
  ['shop', 5],
];

export interface Answer {
  kind: Kind;
  /** HTTP status and error code; `lost` where no answer came. */
  code: string;
}

/** Calls as a busy app and its pages make them, and the ids of every event that was acknowledged. */
export class Workload {
  readonly acknowledged = new Set<string>();
  readonly #pool: Pool;
  readonly #tokens: string[];
  readonly #buddies: string[];
  readonly #picture: string;
  #count = 0;

  private constructor(pool: Pool, made: { tokens: string[]; buddies: string[]; picture: string }) {
    this.#pool = pool;
    this.#tokens = made.tokens;
    this.#buddies = made.buddies;
    this.#picture = made.picture;
  }

  static async on({ url }: RealServer): Promise<Workload> {
    const pool = new Pool(url, { connections: 64, pipelining: 1, bodyTimeout: 30_000, headersTimeout: 30_000 });
    const api = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, body?: object) => {
      const answer = await pool.request({
        method,
        path: `/api/v1${path}`,
        headers: headersFor(TEST_SECRET_KEY),
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await answer.body.text();
      if (answer.statusCode >= 300) throw new Error(`${method} ${path} answered ${answer.statusCode}: ${text}`);
      // eslint-disable-next-line @typescript-eslint/no-explicit-any
      return JSON.parse(text) as any;
    };
    await api('PUT', '/config/draft', LESSONS);
    await api('POST', '/config/publish', {});
    const tokens: string[] = [];
    const buddies: string[] = [];
    let picture = '';
    for (let user = 0; user < USERS; user++) {
      const user_id = `user_${user}`;
      const { egg_id } = await api('POST', '/eggs', { user_id, ensure: true });
      await api('PATCH', `/eggs/${egg_id}`, { status: 'ready' });
      const { operation_id } = await api('POST', `/eggs/${egg_id}/hatch`);
      const { result } = await api('GET', `/operations/${operation_id}?wait_ms=30000`);
      buddies.push(result.buddy_id);
      picture = new URL(result.image.url).pathname;
      tokens.push((await api('POST', '/widget-sessions', { user_id, scopes: ['read', 'marketplace:browse'] })).token);
    }
    return new Workload(pool, { tokens, buddies, picture });
  }

  get token(): string {
    return this.#tokens[0]!;
  }

  get picture(): string {
    return this.#picture;
  }

  /** The next call of the mix. */
  async call(): Promise<Answer> {
    const n = this.#count++;
    const kind = kindOf(n);
    const user = n % USERS;
    switch (kind) {
      case 'event':
        return this.#send(kind, '/events', eventOf(n, user), (answer) => this.#note([answer]));
      case 'batch': {
        const events = Array.from({ length: BATCH }, (_, at) => eventOf(`${n}_${at}`, (user + at) % USERS));
        return this.#send(kind, '/events/batch', { events }, ({ results }) =>
          this.#note((results as Result[]).filter(({ status }) => status === 'applied')),
        );
      }
      case 'state':
        return this.#get(kind, '/api/v1/widget/state', this.#tokens[user]!);
      case 'shop':
        return this.#get(kind, '/api/v1/widget/marketplace', this.#tokens[user]!);
      case 'buddy':
        return this.#get(kind, `/api/v1/buddies/${this.#buddies[user]!}`, TEST_SECRET_KEY);
      case 'picture':
        return this.#get(kind, this.#picture);
    }
  }

  /** Those that were acknowledged and are not in the log. */
  async missing(): Promise<string[]> {
    const missing = new Set(this.acknowledged);
    let cursor: string | null = '';
    while (cursor !== null) {
      const path: string = `/api/v1/events?limit=100${cursor && `&cursor=${cursor}`}`;
      const answer = await this.#pool.request({ method: 'GET', path, headers: headersFor(TEST_SECRET_KEY) });
      const page = (await answer.body.json()) as { data: { event_id: string }[]; next_cursor: string | null };
      for (const { event_id } of page.data) missing.delete(event_id);
      cursor = page.next_cursor;
    }
    return [...missing];
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  #note(events: { event_id: string }[]): void {
    for (const { event_id } of events) this.acknowledged.add(event_id);
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  #send(kind: Kind, path: string, body: object, acknowledged: (answer: any) => void): Promise<Answer> {
    return this.#request(
      kind,
      { method: 'POST', path: `/api/v1${path}`, headers: headersFor(TEST_SECRET_KEY), body: JSON.stringify(body) },
      acknowledged,
    );
  }

  #get(kind: Kind, path: string, as?: string): Promise<Answer> {
    return this.#request(kind, { method: 'GET', path, ...(as && { headers: headersFor(as) }) });
  }

  async #request(
    kind: Kind,
    options: Parameters<Pool['request']>[0],
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    acknowledged?: (answer: any) => void,
  ): Promise<Answer> {
    try {
      const { statusCode, body } = await this.#pool.request(options);
      const text = await body.text();
      if (statusCode < 300) {
        acknowledged?.(JSON.parse(text));
        return { kind, code: String(statusCode) };
      }
      const { error } = JSON.parse(text) as { error: { code: string } };
      return { kind, code: `${statusCode} ${error.code}` };
    } catch (error) {
      return { kind, code: `lost: ${(error as { code?: string }).code ?? (error as Error).name}` };
    }
  }
}

interface Result {
  event_id: string;
  status: string;
}

const headersFor = (as: string) => ({ authorization: `Bearer ${as}`, 'content-type': 'application/json' });

const eventOf = (n: number | string, user: number) => ({
  event_id: `soak_${n}`,
  user_id: `user_${user}`,
  type: 'lesson',
  properties: { score: 0.9, minutes: 12 },
});

/** Always the same order, so that every phase has the same mix. */
function kindOf(n: number): Kind {
  let at = (n * 37) % 100;
  for (const [kind, share] of MIX) if ((at -= share) < 0) return kind;
  return 'event';
}
