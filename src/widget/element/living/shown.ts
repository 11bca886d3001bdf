import type { SeatState } from '../../../contract/buddy/state.ts';
import type { Client } from '../../api/client.ts';
import type { NotifiedHost } from '../../ceremony/notify.ts';
import { countUp } from '../../ceremony/count-up.ts';
import { lazy } from '../../lazy.ts';
import { changePicture, type PictureHost } from './change-picture.ts';
import { type EnhancedHost, enhance, stir } from './enhance.ts';

type ShownHost = EnhancedHost & PictureHost & NotifiedHost;

/** By element: the last state before changes that were not told, because the code that tells them could not be loaded. */
const untold = new WeakMap<ShownHost, SeatState>();

/** A state is on show: the element gets what its first view did without, and a change is made to be felt. */
export function stateShown(
  host: ShownHost,
  before: SeatState | null,
  after: SeatState,
  client: () => Client | undefined,
): void {
  const root = host.shadowRoot!;
  if (!host.more) enhance(host, client);
  void host.updateComplete.then(() => stir(host));
  if (before) {
    const wallets = [root, root.querySelector('hatched-market')?.shadowRoot].filter((one) => !!one);
    if (host.texts) for (const wallet of wallets) countUp(wallet, before, after, host.texts);
    void tell(host, before, after);
  } else {
    untold.delete(host);
  }
  void changePicture(host, host.pictureOf(after));
}

/** Tells of the changes. The code for that is loaded with the first change. */
async function tell(host: ShownHost, before: SeatState, after: SeatState): Promise<void> {
  if (!untold.has(host)) untold.set(host, before);
  const chunk = await lazy('part that tells of changes', () => import('../../ceremony/notify.ts')).catch(() => null);
  if (!chunk) return;
  const since = untold.get(host) ?? before;
  untold.delete(host);
  if (host.isConnected) chunk.notifyChanges(host, since, after);
}
