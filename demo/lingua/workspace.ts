import type { HatchedClient } from 'hatched-buddy/sdk';
import { LEARNERS } from './learners.ts';
import { raised } from './raise.ts';
import { LINGUA } from './rules/configuration.ts';

/** Says in the list of versions whose rules these are. */
const COMMENT = 'Lingua';

/**
 * At the start: the rules, where nothing is published yet, and the learner whom the page opens with. The others are
 * raised when they are first visited, so that the start stays quick. A workspace that began with rules of its own is
 * left alone.
 */
export async function openWorkspace(client: HatchedClient, now: () => number): Promise<void> {
  const comments = await publishedBefore(client);
  if (comments.length === 0) {
    await client.config.putDraft(LINGUA);
    await client.config.publish({ comment: COMMENT });
  } else if (!comments.includes(COMMENT)) return;
  await raised(client, LEARNERS[0]!, now());
}

/** The comments of all versions that were ever published. */
async function publishedBefore(client: HatchedClient): Promise<(string | null)[]> {
  const comments: (string | null)[] = [];
  for await (const { status, comment } of client.config.versions()) if (status !== 'draft') comments.push(comment);
  return comments;
}
