import type { Millis } from '../../../engine/types.ts';

export interface Told {
  delivery_id: string;
  endpoint_id: string;
}

/** When each that was taken up is due again; null: not by us. */
export type Started = Map<string, Promise<Millis | null>>;

/** What was told of in the same turn, or while others were being claimed, is claimed together. */
export function gatherTold(
  claim: (takeUp: () => Promise<Started>) => Promise<Started>,
  takeUp: (told: Told[]) => Promise<Started>,
) {
  let gathered: Told[] = [];
  let next: Promise<Started> | null = null;

  function takeUpAll(): Promise<Started> {
    const told = gathered;
    gathered = [];
    next = null;
    return takeUp(told);
  }

  return async (one: Told): Promise<Millis | null> => {
    gathered.push(one);
    next ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => claim(takeUpAll));
    return (await next).get(one.delivery_id) ?? null;
  };
}
