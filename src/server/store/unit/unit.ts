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
  /** The whole answer was committed with that write. */
  isKept = false;
  readonly #sealed: (result: unknown) => string | null;
  #response: string | null = null;

  /** `sealed`: the whole answer, encrypted, made from the write's result; null where the result does not say all of it. */
  constructor(key: KeyOfCall, sealed: (result: unknown) => string | null) {
    this.key = key;
    this.#sealed = sealed;
  }

  /** What the transaction has to store. Asked again where its commit has to be retried. */
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
    // Work that the call has started and that goes on is not part of the unit.
    unit.isOpen = false;
  }
}

/** Runs work that is not the call's own write. It must be safe to do twice. */
export function outsideUnit<T>(work: () => T): T {
  return current.run(undefined, work);
}

export function openUnit(): Unit | undefined {
  const unit = current.getStore();
  return unit?.isOpen ? unit : undefined;
}
