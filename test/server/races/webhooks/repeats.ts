import type { Disaster } from './herd.ts';
import type { Request } from './receiver.ts';

/** An attempt as the log shows it. */
interface Attempt {
  at: string;
  duration_ms: number;
  response_status: number | null;
}

/** The curve, as it is promised. */
const PAUSES_MS = [5_000, 30_000, 300_000];
/** Who takes up a delivery holds it for that long, and begins its attempt within the latter. */
const HELD_MS = 20_000;
const BEGUN_WITHIN_MS = 8_000;
const ATTEMPT_MS = 10_000;
/** From the answer until it is written. */
const WRITTEN_WITHIN_MS = 2_000;
/** The time that a request is on its way, and until it is noted. */
const TOLERANCE_MS = 50;
const LATE_MS = 1_000;

/**
 * What is wrong about the times at which one delivery came in again; a sentence each. After what the log has, the curve
 * holds, and a success ends it. What the log has not was under way when something was taken away: it comes again when
 * nobody can hold it any more. Within an attempt it comes a second time where a kept-alive connection died.
 */
export function tooEarly(
  attempts: readonly Attempt[],
  requests: readonly Request[],
  disasters: readonly Disaster[],
): string[] {
  const found: string[] = [];
  let wasOnceMore = false;
  for (const [index, next] of requests.slice(1).entries()) {
    const before = requests[index]!;
    const nth = attempts.findIndex((attempt) => isOf(attempt, before));
    const written = attempts[nth];
    const isOnceMore: boolean =
      !wasOnceMore && typeof before.answered !== 'number' && isInOneAttempt(written, before, next);
    const wrong: string | false = written
      ? !isOnceMore && afterWritten(written, PAUSES_MS[nth], before, next)
      : afterLost(before, disasters) || (!isOnceMore && whileHeld(before, next));
    if (wrong) found.push(`came again ${next.came_at - before.came_at} ms after it was ${before.answered}, ${wrong}`);
    wasOnceMore = isOnceMore;
  }
  return found;
}

function isOf({ at, duration_ms }: Attempt, { came_at }: Request): boolean {
  const began = Date.parse(at);
  return came_at >= began - TOLERANCE_MS && came_at <= began + duration_ms + TOLERANCE_MS;
}

const isInOneAttempt = (written: Attempt | undefined, before: Request, next: Request): boolean =>
  written ? isOf(written, next) : next.came_at - before.came_at < ATTEMPT_MS;

function afterWritten(written: Attempt, pause = Infinity, before: Request, next: Request): string | false {
  const { at, duration_ms, response_status } = written;
  if (response_status !== null && response_status < 300) return 'a success by the log';
  const answered_at = before.answered_at ?? Date.parse(at) + duration_ms;
  const least = Math.max(pause, before.retry_after_ms) - TOLERANCE_MS;
  return next.came_at - answered_at < least && 'as the log has it';
}

function afterLost(before: Request, disasters: readonly Disaster[]): string | false {
  const written_by = (before.answered_at ?? before.came_at + ATTEMPT_MS) + WRITTEN_WITHIN_MS;
  const wasUnderWay = disasters.some(({ from, to }) => from <= written_by && to >= before.came_at - LATE_MS);
  return !wasUnderWay && 'which the log has not, while nothing was taken away';
}

const whileHeld = (before: Request, next: Request): string | false =>
  next.came_at - before.came_at < HELD_MS - BEGUN_WITHIN_MS - TOLERANCE_MS && 'which was not written, and still held';
