import { path, type Sender } from '../http/request.ts';
import type { CallOptions } from '../options.ts';
import { list, type List } from '../page.ts';
import type { ApiKey, ApiKeyInput, NewApiKey, PageQuery, RotateKeyInput } from '../types.ts';

export class ApiKeys {
  readonly #sender: Sender;
  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /** The key itself is in this answer and never shown again. */
  create(key: ApiKeyInput, options?: CallOptions): Promise<NewApiKey> {
    return this.#sender.send({ method: 'POST', path: '/api-keys', body: key }, options);
  }

  /** Masked, newest first. */
  list(query?: PageQuery, options?: CallOptions): List<ApiKey> {
    return list(this.#sender, { method: 'GET', path: '/api-keys', query }, options);
  }

  /** A new key in its place; the old one works until the grace has passed. */
  rotate(keyId: string, input?: RotateKeyInput, options?: CallOptions): Promise<NewApiKey> {
    return this.#sender.send({ method: 'POST', path: path`/api-keys/${keyId}/rotate`, body: input }, options);
  }

  /** It ends at once. The last secret key cannot be deleted: ConflictError. */
  delete(keyId: string, options?: CallOptions): Promise<void> {
    return this.#sender.send({ method: 'DELETE', path: path`/api-keys/${keyId}` }, options);
  }
}
