import { AsyncLocalStorage } from 'node:async_hooks';
import type { KeyOfCall } from '../rows.ts';

/**
 * The unit of work of a call with an Idempotency-Key: its answer is committed together with its first write. The gate
 * runs the call in it and the store asks for it, so that no code in between has to pass it on.
 */
export class Unit {
  readonly key: KeyOfCall;
  /** True until that write is committed. */
  isOpen = true;
  /** The whole answer was committed with it. */
  isKept = false;
  readonly #sealed: (result: unknown) => string | null;
  #response: string | null = null;

  /** `sealed`: the whole answer to what the write results in; null where more than that belongs to it. */
  constructor(key: KeyOfCall, sealed: (result: unknown) => string | null) {
    this.key = key;
    this.#sealed = sealed;
  }

  /** What the transaction has to keep. It may ask again where its commit has to be retried. */
  responseTo(result: unknown): string | null {
    return (this.#response = this.#sealed(result));
  }

  committed(): void {
    this.isOpen = false;
    this.isKept = this.#response !== null;
  }
}

const current = new AsyncLocalStorage<Unit | undefined>();

export async function inUnit<T>(unit: Unit, work: () => Promise<T>): Promise<T> {
  try {
    return await current.run(unit, work);
  } finally {
    // What the call has started goes on outside of it.
    unit.isOpen = false;
  }
}

/** Runs what is not the call's own write, and does no harm when it is done twice. */
export function outsideUnit<T>(work: () => T): T {
  return current.run(undefined, work);
}

export function openUnit(): Unit | undefined {
  const unit = current.getStore();
  return unit?.isOpen ? unit : undefined;
}
