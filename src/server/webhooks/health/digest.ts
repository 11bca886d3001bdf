import type { Parts as AllParts } from '../../context.ts';
import type { World } from '../../store/rows.ts';
import { webhooksHealth } from './health.ts';

type Parts = Pick<AllParts, 'store' | 'configs' | 'settings' | 'clock' | 'log' | 'random'>;

const LIMIT_MS = 10_000;

/**
 * Once a day, by one process: writes the health report of every world into the log, and sends it to HATCHED_DIGEST_URL.
 * Answers whether it was this process.
 */
export async function sendDigest(parts: Parts, send: typeof fetch = fetch): Promise<boolean> {
  const { store, settings, clock, log, random } = parts;
  const day = new Date(clock()).toISOString().slice(0, 10);
  const mine = random(8).toString('hex');
  if ((await store.settings.putIfAbsent(`webhook_digest:${day}`, mine)) !== mine) return false;
  const worlds = await Promise.all((await store.leaderboards.worlds()).map((world) => digestOf(parts, world)));
  log.info({ day, worlds }, 'The digest of the webhooks');
  if (settings.digestUrl === undefined) return true;
  try {
    const answer = await send(settings.digestUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ day, worlds }),
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    await answer.body?.cancel();
    if (!answer.ok) log.warn({ status: answer.status }, 'HATCHED_DIGEST_URL did not take the digest of the webhooks');
  } catch (err) {
    log.warn({ err }, 'HATCHED_DIGEST_URL could not be reached with the digest of the webhooks');
  }
  return true;
}

async function digestOf(parts: Parts, { customer_id, mode }: World) {
  return { customer_id, mode, ...(await webhooksHealth(parts, { customer_id, mode })) };
}
