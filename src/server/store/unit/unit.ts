import { AsyncLocalStorage } from 'node:async_hooks';
import type { KeyOfCall } from '../rows.ts';

/**
 * A call that may be sent again: what it answers is committed together with the write that it was made for, the first
 * one. The gate runs the call in it and the store asks for it, so that nobody in between has to hand it on.
 */
export class Unit {
  readonly key: KeyOfCall;
  /** Until that write is committed. */
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
    // Whatever it has set going lives on without it.
    unit.isOpen = false;
  }
}

/** What is not what the call was made for, and does no harm when it is done twice. */
export function besides<T>(work: () => T): T {
  return current.run(undefined, work);
}

export function openUnit(): Unit | undefined {
  const unit = current.getStore();
  return unit?.isOpen ? unit : undefined;
}
