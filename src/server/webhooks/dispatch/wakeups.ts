import type { Millis } from '../../../engine/types.ts';

/** Names a delivery that is owed. */
export interface Wakeup {
  delivery_id: string;
  endpoint_id: string;
}

/** By delivery: when it is due again; null: this process has no more to do with it. */
export type Started = Map<string, Promise<Millis | null>>;

/** Wake-ups that come in the same turn of the event loop, or while others are being claimed, are claimed together. */
export function gatherWakeups(
  claim: (takeUp: () => Promise<Started>) => Promise<Started>,
  takeUp: (wakeups: Wakeup[]) => Promise<Started>,
) {
  let gathered: Wakeup[] = [];
  let next: Promise<Started> | null = null;

  function takeUpAll(): Promise<Started> {
    const wakeups = gathered;
    gathered = [];
    next = null;
    return takeUp(wakeups);
  }

  return async (one: Wakeup): Promise<Millis | null> => {
    gathered.push(one);
    next ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => claim(takeUpAll));
    return (await next).get(one.delivery_id) ?? null;
  };
}
