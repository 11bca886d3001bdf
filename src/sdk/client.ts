import { Transport } from './http/transport.ts';
import type { CallOptions, ClientOptions, RateLimitInfo } from './options.ts';
import { ApiKeys } from './resources/api-keys.ts';
import { Assets } from './resources/assets.ts';
import { Buddies } from './resources/buddies.ts';
import { Config } from './resources/config.ts';
import { Eggs } from './resources/eggs.ts';
import { Events } from './resources/events.ts';
import { Leaderboards } from './resources/leaderboards.ts';
import { Operations } from './resources/operations.ts';
import { EmbedTokens, WidgetSessions } from './resources/tokens.ts';
import { Users } from './resources/users.ts';
import { Webhooks } from './resources/webhooks.ts';

export interface Health {
  status: 'ready' | (string & {});
  /** By dependency: `up`, or `degraded` where the server works without it. */
  checks: Record<string, 'up' | 'degraded' | (string & {})>;
}

/** The client of the Hatched Buddy API. It keeps no connection: make one and share it. */
export class HatchedClient {
  readonly events: Events;
  readonly eggs: Eggs;
  readonly buddies: Buddies;
  readonly operations: Operations;
  readonly widgetSessions: WidgetSessions;
  readonly embedTokens: EmbedTokens;
  readonly users: Users;
  readonly assets: Assets;
  readonly config: Config;
  readonly apiKeys: ApiKeys;
  readonly leaderboards: Leaderboards;
  readonly webhooks: Webhooks;
  readonly #transport: Transport;

  /** Throws a TypeError, without ever showing the key, where an option is missing or cannot be right. */
  constructor(options: ClientOptions) {
    const transport = new Transport(options);
    this.#transport = transport;
    this.events = new Events(transport);
    this.eggs = new Eggs(transport);
    this.buddies = new Buddies(transport);
    this.operations = new Operations(transport);
    this.widgetSessions = new WidgetSessions(transport);
    this.embedTokens = new EmbedTokens(transport);
    this.users = new Users(transport);
    this.assets = new Assets(transport);
    this.config = new Config(transport);
    this.apiKeys = new ApiKeys(transport);
    this.leaderboards = new Leaderboards(transport);
    this.webhooks = new Webhooks(transport);
  }

  /** Whether the server can serve, without retries. Throws ServerError, whose `details.down` names what is unavailable. */
  health(options?: CallOptions): Promise<Health> {
    const request = { method: 'GET', path: '/health/ready', isRoot: true } as const;
    return this.#transport.send(request, { maxRetries: 0, ...options });
  }

  /** Of the last answer; null before the first. */
  getLastRequestId(): string | null {
    return this.#transport.lastRequestId;
  }

  /** As the last answer that spoke of it said; null before. */
  getRateLimitInfo(): RateLimitInfo | null {
    return this.#transport.rateLimit;
  }
}
