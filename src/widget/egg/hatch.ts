import type { Operation } from '../../contract/buddy/operations.ts';
import type { NameAnswer } from '../../contract/widget.ts';
import { WidgetError } from '../api/errors.ts';
import { encode } from '../api/json.ts';
import { newIdempotencyKey } from '../api/new-key.ts';
import type { Session } from '../session/session.ts';

/** How long one call waits for the hatching; it is asked again until it has ended. */
const WAIT_MS = 20_000;

/**
 * One intent to open an egg, from the press to the newcomer. Its key is kept however often it is tried.
 * @throws WidgetError where the egg stays closed
 */
export class Hatch {
  readonly #key = newIdempotencyKey();
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** @param species one of the egg's choices; null for what the server picks */
  async open(species: string | null): Promise<void> {
    const { client } = this.#session;
    const { operation_id } = await client.call<{ operation_id: string }>({
      path: 'hatch',
      method: 'POST',
      body: encode(species ? { species } : {}),
      headers: { 'idempotency-key': this.#key },
    });
    for (;;) {
      const query = { wait_ms: `${WAIT_MS}` };
      const operation = await client.call<Operation>({ path: `operations/${operation_id}`, query, waitMs: WAIT_MS });
      if (operation.status === 'failed') throw new WidgetError('internal_error', 'The egg could not be opened.');
      if (operation.status === 'succeeded') break;
    }
    await this.#session.load();
  }
}

/** @throws WidgetError */
export async function rename(session: Session, name: string): Promise<void> {
  await session.take(session.client.call<NameAnswer>({ path: 'buddy', method: 'PATCH', body: encode({ name }) }));
}
