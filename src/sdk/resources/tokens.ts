import { path, type Sender } from '../http/request.ts';
import type { CallOptions } from '../options.ts';
import type { EmbedInput, EmbedToken, WidgetSession, WidgetSessionInput } from '../types.ts';

export class WidgetSessions {
  readonly #sender: Sender;
  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /** A token for the page of this user, of an hour at most. Without `buddyId` it is for the user's egg or buddy, whichever there is. */
  create(session: WidgetSessionInput, options?: CallOptions): Promise<WidgetSession> {
    return this.#sender.send({ method: 'POST', path: '/widget-sessions', body: session }, options);
  }

  /** Its token stops working at once. */
  revoke(sessionId: string, options?: CallOptions): Promise<void> {
    return this.#sender.send({ method: 'DELETE', path: path`/widget-sessions/${sessionId}` }, options);
  }
}

export class EmbedTokens {
  readonly #sender: Sender;
  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /** A token that reads one buddy, for a day at most. */
  create(token: EmbedInput, options?: CallOptions): Promise<EmbedToken> {
    const request = { method: 'POST', path: '/embed-tokens', body: token, isForBrowsers: true } as const;
    return this.#sender.send(request, options);
  }
}
