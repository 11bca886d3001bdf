import type { Millis } from '../../../engine/types.ts';
import type { Parts } from '../../context.ts';
import type { DeliveryRow, EndpointRow } from '../../store/rows.ts';
import { ATTEMPT_LIMIT_MS, type EndpointAnswer, type WebhookSender } from '../send/post.ts';
import { signedRequest } from '../send/sign.ts';
import { targetOf, type Target } from './targets.ts';

/** A row that this process holds until the lease ends. */
export interface Claim {
  row: DeliveryRow;
  endpoint: EndpointRow | undefined;
  /** Extended where this process claims the row again meanwhile. */
  lease: Millis;
}

export interface Attempt {
  startedAt: Millis;
  /** Null: it was not sent, since the endpoint is switched off, disabled or not there any more. */
  tried: { target: Target; answer: EndpointAnswer } | null;
}

type AttemptParts = Pick<Parts, 'clock' | 'configs' | 'secrets'>;

/** With less left of the lease no attempt is begun: another process might begin one before this one ends. */
const LEAST_LEASE_MS = ATTEMPT_LIMIT_MS + 2_000;

/** Null where it was not made, or was aborted before an answer: then the claim has to be given back. */
export async function attemptOne(
  parts: AttemptParts,
  sender: WebhookSender,
  { row, endpoint, lease }: Claim,
  signal: AbortSignal,
): Promise<Attempt | null> {
  const target = await targetOf(parts, row, endpoint);
  const startedAt = parts.clock();
  if (!target) return { startedAt, tried: null };
  if (lease - startedAt < LEAST_LEASE_MS) return null;
  const request = { url: target.url, ...signedRequest(row, target, startedAt) };
  const answer = await sender.post(request, signal);
  return answer && { startedAt, tried: { target, answer } };
}
