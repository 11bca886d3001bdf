import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../../contract/errors.ts';
import { LIMITS } from '../../../contract/limits.ts';
import type { Millis } from '../../../engine/types.ts';
import type { Parts } from '../../context.ts';
import type { Secrets } from '../../secrets.ts';
import type { IdempotencyRow, KeyOfCall } from '../../store/rows.ts';
import type { Idempotency } from './queries.ts';
import { StoreUnavailable } from '../../store/store.ts';
import { ERASED } from '../../store/subjects.ts';
import { inUnit, Unit } from '../../store/unit/unit.ts';
import type { Caller } from '../caller.ts';
import type { Answer } from '../../http/route.ts';
import { subjectOfCall } from './subject.ts';

/** How long a call may take before another with its key may start over. */
const LEASE_MS = 60_000;
const AGAIN_MS = 1000;
const PRINTABLE = new RegExp(`^[\\x20-\\x7e]{1,${LIMITS.idempotencyKey}}$`);

export interface Idempotent {
  /** Runs the call, or answers what it answered before. */
  run(request: FastifyRequest, of: KeyOfCall, call: KeyedCall): Promise<Answer | void>;
}

interface KeyedCall {
  act: () => Promise<Answer | void>;
  /** Where the one write that the call makes says all of its answer: that is kept with it. */
  answerTo?: ((result: unknown) => Answer) | undefined;
}

interface IdempotentParts extends Pick<Parts, 'secrets' | 'clock' | 'timers'> {
  store: Idempotency;
}

/** The key that the call carries; undefined where it carries none. */
export function keyOfCall(request: FastifyRequest, caller: Caller): KeyOfCall | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !PRINTABLE.test(key)) {
    throw new Refusal('bad_request', `Idempotency-Key must be 1–${LIMITS.idempotencyKey} printable ASCII characters.`);
  }
  return { scope: scopeOf(caller), key };
}

/** A retry may come with a rotated key or a refreshed token: it still has to find what the first try did. */
function scopeOf(caller: Caller): string {
  const world = `${caller.world.customer_id}:${caller.world.mode}`;
  if (caller.kind === 'secret') return `${world}:secret`;
  return caller.kind === 'publishable' ? `${world}:${caller.id}` : `${world}:${caller.buddy_id}`;
}

export function createIdempotent({ store, secrets, clock, timers }: IdempotentParts): Idempotent {
  async function begin(row: IdempotencyRow): Promise<IdempotencyRow | null> {
    const before = await store.begin(row, row.created_at);
    if (!before || before.created_at > row.created_at - LIMITS.idempotencyTtlMs) return before;
    await store.forget(row, row.created_at - LIMITS.idempotencyTtlMs + 1);
    return store.begin(row, row.created_at);
  }

  async function runAndKeep(of: KeyOfCall, { act, answerTo }: KeyedCall): Promise<Answer | void> {
    let kept = '';
    const unit = new Unit(of, (result) => {
      if (!answerTo || result === null || result === false) return null;
      kept = JSON.stringify(answerTo(result));
      return secrets.seal(kept);
    });
    const answer = await inUnit(unit, act).catch(async (error: unknown) => {
      await release(of, clock() + LEASE_MS);
      throw error;
    });
    if (unit.isKept) refuseOther(kept, answer);
    else if (answer && answer.status < 300 && !answer.isProvisional) await finish(of, answer);
    else await release(of, clock() + LEASE_MS);
    return answer;
  }

  const finish = (of: KeyOfCall, answer: Answer): Promise<void> =>
    store.finish({ ...of, response: secrets.seal(JSON.stringify(answer)) });

  /** Gives the key back; where the store is away, once it is there again, unless the lease is over by then. */
  async function release(of: KeyOfCall, leased_until: Millis): Promise<void> {
    await store.release(of.scope, of.key).catch((error: unknown) => {
      if (!(error instanceof StoreUnavailable)) throw error;
      if (clock() + AGAIN_MS < leased_until) timers.after(AGAIN_MS, () => void release(of, leased_until));
    });
  }

  return {
    async run(request, of, call) {
      const now = clock();
      const subject = subjectOfCall(request);
      const content = contentOf(request);
      // Keyed, for it outlives an erased user, whose id could be guessed from a plain hash.
      const fresh = { ...of, fingerprint: secrets.digest(content), subject, answer: null, response: null };
      const before = await begin({ ...fresh, leased_until: now + LEASE_MS, created_at: now });
      if (!before) return runAndKeep(of, call);
      if (!secrets.isDigest(before.fingerprint, content)) {
        throw new Refusal(
          'idempotency_key_conflict',
          'This Idempotency-Key was used for another call. Use a new key for each call, and the same one for its retries.',
        );
      }
      if (before.response !== null) return replay(before.response, secrets);
      // The change was committed and the process died before it could keep the answer: the change answers again. (Had
      // nothing been committed, a lease that is over would have been handed to this call.)
      // So it does while the first call is between its commit and its answer.
      if (before.answer !== null) return replayed(await runAndKeep(of, call));
      if (before.leased_until <= now) return runAndKeep(of, call);
      throw new Refusal(
        'idempotency_in_progress',
        'A call with this Idempotency-Key is still running. Try again in a moment.',
      );
    },
  };
}

/** A mistake in a route's definition: the answer that was kept with its write is not the one that is sent. */
function refuseOther(kept: string, answer: Answer | void): void {
  if (JSON.stringify(answer) !== kept) throw new Error('The call answers otherwise than its write has resulted in.');
}

const contentOf = ({ method, url, body }: FastifyRequest): string => `${method} ${url}\n${JSON.stringify(body) ?? ''}`;

function replay(sealed: string, secrets: Secrets): Answer {
  if (sealed === ERASED) {
    throw new Refusal(
      'resource_not_found',
      'What this call answered was erased together with the user whom it was about. To do it anew, use a new key.',
    );
  }
  const text = secrets.open(sealed);
  if (text === null) {
    throw new Refusal(
      'idempotency_key_conflict',
      'What this call answered was sealed under an earlier signing secret and cannot be read any more. Use a new key.',
    );
  }
  return replayed(JSON.parse(text) as Answer);
}

function replayed<A extends Answer | void>(answer: A): A {
  return answer && { ...answer, headers: { ...answer.headers, 'idempotency-replayed': 'true' } };
}
