import { isHatchedError, NotFoundError, type Buddy, type HatchedClient } from 'hatched-buddy/sdk';
import { homeZone, pastEvents } from './history.ts';
import type { Learner } from './learners.ts';

/**
 * The learner's buddy, with its history behind it: what was done before today is sent as past events, bought is bought
 * now. Each step may be done again: whoever comes after a crash half way arrives at the same.
 */
export async function raised(client: HatchedClient, learner: Learner, now: number): Promise<void> {
  const there = await buddyOf(client, learner.userId);
  const missing = learner.bought.filter((item) => !there?.owned.some(({ itemId }) => itemId === item));
  if (there && missing.length === 0) return;
  const { buddyId } = there ?? (await hatched(client, learner, now));
  await client.buddies.rename(buddyId, learner.buddy);
  await buyAndWear(client, buddyId, missing);
}

/** Everything held about the learner goes; then it is a first visit again. */
export async function forget(client: HatchedClient, userId: string): Promise<void> {
  await client.users.erase(userId).catch((error: unknown) => {
    if (!(error instanceof NotFoundError)) throw error;
  });
}

async function buddyOf(client: HatchedClient, userId: string): Promise<Buddy | null> {
  const { data } = await client.buddies.list({ userId, limit: 1 });
  return data[0] ?? null;
}

/** What happens before there is a buddy waits for it: the whole history is judged when the egg opens. */
async function hatched(client: HatchedClient, learner: Learner, now: number): Promise<{ buddyId: string }> {
  const { userId } = learner;
  await client.users.update(userId, { timeZone: homeZone() });
  const { eggId } = await client.eggs.create({ userId, ensure: true });
  // Named after the egg: a learner who starts over has a history of its own again.
  const { results } = await client.events.sendBatch(pastEvents(learner, now, `history-${eggId}`));
  const failed = results.find(({ status }) => status === 'failed');
  if (failed) throw new Error(`${userId}: ${failed.eventId}: ${failed.error?.message}`);
  const { status } = await client.eggs.get(eggId);
  if (status === 'waiting') await client.eggs.updateStatus(eggId, 'ready');
  const { operationId } = await client.eggs.hatch(eggId);
  await client.operations.wait(operationId);
  const buddy = await buddyOf(client, userId);
  if (!buddy) throw new Error(`The egg of ${userId} did not hatch.`);
  return buddy;
}

/** What rules other than Lingua's own do not sell is no matter. */
async function buyAndWear(client: HatchedClient, buddyId: string, items: readonly string[]): Promise<void> {
  try {
    for (const itemId of items) await client.buddies.purchase(buddyId, { itemId });
    await client.buddies.equip(buddyId, { equip: [...items] });
  } catch (error) {
    if (!isHatchedError(error) || !error.statusCode || error.statusCode >= 500) throw error;
  }
}
