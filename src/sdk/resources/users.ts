import { path, type Sender } from '../http/request.ts';
import type { CallOptions } from '../options.ts';
import type { User, UserInput } from '../types.ts';

export class Users {
  readonly #sender: Sender;
  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /** Sets the time zone of the user: streak days end at its midnight. */
  update(userId: string, user: UserInput, options?: CallOptions): Promise<User> {
    return this.#sender.send({ method: 'PUT', path: path`/users/${userId}`, body: user }, options);
  }

  /** Everything held about the user, with the names that it has on the wire: it is a document to hand over. */
  export(userId: string, options?: CallOptions): Promise<Record<string, unknown>> {
    return this.#sender.send({ method: 'GET', path: path`/users/${userId}/export`, isDocument: true }, options);
  }

  /** Erases everything held about the user. Old events can never pay again. */
  erase(userId: string, options?: CallOptions): Promise<void> {
    return this.#sender.send({ method: 'DELETE', path: path`/users/${userId}` }, options);
  }
}
