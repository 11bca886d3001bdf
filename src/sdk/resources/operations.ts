import { TimeoutError } from '../errors/classes.ts';
import { path, type Sender } from '../http/request.ts';
import type { CallOptions } from '../options.ts';
import type { Operation } from '../types.ts';

const MAX_WAIT_MS = 60_000;
/** Of one call: proxies often end what is silent for 30 seconds. */
const POLL_MS = 20_000;

export interface WaitOptions extends CallOptions {
  /** In all. */
  maxWaitMs?: number | undefined;
  /** Called with the operation as it stands, after each call that has not seen its end. */
  onUpdate?: ((operation: Operation) => void) | undefined;
}

export class Operations {
  readonly #sender: Sender;
  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /** As it stands; with `waitMs` (at most 30,000) as soon as it has ended. */
  get(operationId: string, query?: { waitMs?: number | undefined }, options?: CallOptions): Promise<Operation> {
    const extraTimeMs = query?.waitMs ?? 0;
    const request = { method: 'GET', path: path`/operations/${operationId}`, query, extraTimeMs } as const;
    return this.#sender.send(request, options);
  }

  /** Waits for its end: `succeeded` or `failed`. Throws TimeoutError where it takes longer than `maxWaitMs`. */
  async wait(operationId: string, options: WaitOptions = {}): Promise<Operation> {
    const { maxWaitMs = MAX_WAIT_MS, onUpdate, ...call } = options;
    const end = Date.now() + maxWaitMs;
    for (;;) {
      const waitMs = Math.max(0, Math.min(POLL_MS, end - Date.now()));
      const operation = await this.get(operationId, { waitMs }, call);
      if (operation.status === 'succeeded' || operation.status === 'failed') return operation;
      onUpdate?.(operation);
      if (Date.now() >= end) throw tookTooLong(operation, maxWaitMs);
    }
  }

  /** Another name of `wait`. */
  waitForCompletion(operationId: string, options?: WaitOptions): Promise<Operation> {
    return this.wait(operationId, options);
  }
}

function tookTooLong({ operationId, status }: Operation, maxWaitMs: number): TimeoutError {
  const fields = { code: 'timeout', statusCode: 0, requestId: null, details: { operation_id: operationId, status } };
  return new TimeoutError(`${operationId} is still ${status} after ${maxWaitMs} ms. It goes on: wait again.`, fields);
}
