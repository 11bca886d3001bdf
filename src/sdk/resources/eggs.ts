import { path, type Sender } from '../http/request.ts';
import type { CallOptions } from '../options.ts';
import { list, type List } from '../page.ts';
import type { AcceptedOperation, Egg, EggInput, EggPatch, EggQuery } from '../types.ts';

export class Eggs {
  readonly #sender: Sender;
  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /** Throws ActiveEggLimitError where the user has one; with `ensure: true` answers that one. */
  create(egg: EggInput, options?: CallOptions): Promise<Egg> {
    return this.#sender.send({ method: 'POST', path: '/eggs', body: egg }, options);
  }

  get(eggId: string, options?: CallOptions): Promise<Egg> {
    return this.#sender.send({ method: 'GET', path: path`/eggs/${eggId}` }, options);
  }

  /** Newest first. */
  list(query?: EggQuery, options?: CallOptions): List<Egg> {
    return list(this.#sender, { method: 'GET', path: '/eggs', query }, options);
  }

  /** `ready`: it may be hatched. `cancelled`: it never will be. */
  updateStatus(eggId: string, status: EggPatch['status'], options?: CallOptions): Promise<Egg> {
    return this.#sender.send({ method: 'PATCH', path: path`/eggs/${eggId}`, body: { status } }, options);
  }

  /** The buddy is alive at once; the operation ends when its picture is there: `operations.wait(operationId)`. */
  hatch(eggId: string, options?: CallOptions): Promise<AcceptedOperation> {
    return this.#sender.send({ method: 'POST', path: path`/eggs/${eggId}/hatch` }, options);
  }
}
