import { Pool } from 'undici';
import { LESSONS } from '../../support/lessons.ts';
import { type RealServer, TEST_SECRET_KEY } from '../../support/real-server.ts';
import { Acknowledged } from './acknowledged.ts';
import { type Kind, kindOf } from './mix.ts';

/** So many that none meets the limit of one token, and no divisor of a hundred: each makes every kind of call in turn. */
const USERS = 1001;
const WELCOMED_AT_ONCE = 7;
const BATCH = 10;
const CONNECTIONS = 64;
/** Being slow is no fault; never answering is. */
const PATIENCE_MS = 300_000;

export interface Answer {
  kind: Kind;
  /** HTTP status and error code; `lost` where no answer came. */
  code: string;
}

/** A user with a buddy and a page; each has an address of its own, as visitors have. */
interface Visitor {
  user_id: string;
  buddy_id: string;
  token: string;
  address: string;
}

/** Calls as a busy app and its pages make them, and what was acknowledged. The server has to trust its proxy. */
export class Workload {
  readonly acknowledged = new Acknowledged();
  readonly #url: string;
  #pool: Pool;
  readonly #visitors: Visitor[] = [];
  #picture = '';
  #count = 0;

  private constructor(url: string) {
    this.#url = url;
    this.#pool = newPool(url);
  }

  static async on({ url }: RealServer): Promise<Workload> {
    const load = new Workload(url);
    await load.#api('PUT', '/config/draft', LESSONS);
    await load.#api('POST', '/config/publish', {});
    for (let user = 0; user < USERS; user += WELCOMED_AT_ONCE) {
      const some = Array.from({ length: WELCOMED_AT_ONCE }, (_, index) => load.#welcome(user + index));
      load.#visitors.push(...(await Promise.all(some)));
    }
    return load;
  }

  /** Of somebody who opens more streams than anybody should. */
  get token(): string {
    return this.#visitors[0]!.token;
  }

  get picture(): string {
    return this.#picture;
  }

  /** The next call of the mix. */
  async call(): Promise<Answer> {
    const n = this.#count++;
    const kind = kindOf(n);
    const at = n % USERS;
    const visitor = this.#visitors[at]!;
    switch (kind) {
      case 'event':
        return this.#post(kind, '/events', eventOf(n, visitor), ({ evt_id }) => this.acknowledged.event(evt_id));
      case 'track':
        return this.#post(
          kind,
          '/widget/track',
          { event_id: `page_${n}`, type: 'lesson' },
          ({ evt_id }) => this.acknowledged.event(evt_id),
          visitor,
        );
      case 'batch': {
        const events = Array.from({ length: BATCH }, (_, index) =>
          eventOf(`${n}_${index}`, this.#visitors[(at + index) % USERS]!),
        );
        return this.#post(kind, '/events/batch', { events }, ({ results }: { results: Result[] }) =>
          results.filter(({ status }) => status === 'applied').forEach(({ evt_id }) => this.acknowledged.event(evt_id)),
        );
      }
      case 'grant': {
        const reason = `rehearsal ${n}`;
        return this.#post(kind, `/buddies/${visitor.buddy_id}/coins`, { amount: 1, reason }, () =>
          this.acknowledged.grant(visitor.buddy_id, reason),
        );
      }
      case 'state':
        return this.#get(kind, '/api/v1/widget/state', pageOf(visitor));
      case 'shop':
        return this.#get(kind, '/api/v1/widget/marketplace', pageOf(visitor));
      case 'buddy':
        return this.#get(kind, `/api/v1/buddies/${visitor.buddy_id}`, SERVER);
      case 'picture':
        return this.#get(kind, this.#picture, { 'x-forwarded-for': visitor.address });
    }
  }

  missing(): Promise<string[]> {
    return this.acknowledged.missing((path) => this.#api('GET', path));
  }

  /** Nobody calls any more; whoever calls again is connected anew. */
  async hangUp(): Promise<void> {
    await this.#pool.destroy();
    this.#pool = newPool(this.#url);
  }

  async #welcome(user: number): Promise<Visitor> {
    const user_id = `user_${user}`;
    const { egg_id } = await this.#api('POST', '/eggs', { user_id, ensure: true });
    await this.#api('PATCH', `/eggs/${egg_id}`, { status: 'ready' });
    const { operation_id } = await this.#api('POST', `/eggs/${egg_id}/hatch`);
    const { result } = await this.#api('GET', `/operations/${operation_id}?wait_ms=30000`);
    this.#picture = new URL(result.image.url).pathname;
    const scopes = ['read', 'events:track', 'marketplace:browse'];
    const { token } = await this.#api('POST', '/widget-sessions', { user_id, scopes });
    return { user_id, buddy_id: result.buddy_id, token, address: `10.0.${user >> 8}.${user & 255}` };
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  async #api(method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, body?: object): Promise<any> {
    const { statusCode, body: answer } = await this.#pool.request({
      method,
      path: `/api/v1${path}`,
      headers: SERVER,
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (statusCode >= 300) throw new Error(`${method} ${path} answered ${statusCode}: ${text}`);
    return JSON.parse(text);
  }

  #post(
    kind: Kind,
    path: string,
    body: object,
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    acknowledge: (answer: any) => void,
    visitor?: Visitor,
  ): Promise<Answer> {
    const headers = visitor ? pageOf(visitor) : SERVER;
    const options = { method: 'POST', path: `/api/v1${path}`, headers, body: JSON.stringify(body) } as const;
    return this.#request(kind, options, acknowledge);
  }

  #get(kind: Kind, path: string, headers: Record<string, string>): Promise<Answer> {
    return this.#request(kind, { method: 'GET', path, headers });
  }

  async #request(
    kind: Kind,
    options: Parameters<Pool['request']>[0],
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    acknowledge?: (answer: any) => void,
  ): Promise<Answer> {
    try {
      const { statusCode, body } = await this.#pool.request(options);
      const text = await body.text();
      if (statusCode < 300) {
        acknowledge?.(JSON.parse(text));
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
  evt_id: string;
  status: string;
}

const JSON_TYPE = { 'content-type': 'application/json' };
/** The customer's server. */
const SERVER = { authorization: `Bearer ${TEST_SECRET_KEY}`, ...JSON_TYPE };
const pageOf = ({ token, address }: Visitor) => ({
  authorization: `Bearer ${token}`,
  'x-forwarded-for': address,
  ...JSON_TYPE,
});

const newPool = (url: string) =>
  new Pool(url, { connections: CONNECTIONS, pipelining: 1, bodyTimeout: PATIENCE_MS, headersTimeout: PATIENCE_MS });

const eventOf = (n: number | string, { user_id }: Visitor) => ({
  event_id: `soak_${n}`,
  user_id,
  type: 'lesson',
  properties: { score: 0.9, minutes: 12 },
});
