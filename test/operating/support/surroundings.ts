import { afterEach, beforeEach } from 'vitest';
import { temporaryDirectory } from '../../support/real-server.ts';
import { type Receiver, startReceiver } from '../../support/receiver.ts';

/** What each test of a file has beside its servers: a folder for copies, and somebody who takes webhooks. */
export function surroundings(): { readonly folder: string; readonly receiver: Receiver } {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let receiver: Receiver;
  beforeEach(async () => {
    directory = await temporaryDirectory();
    receiver = await startReceiver();
  });
  afterEach(async () => {
    await receiver.close();
    await directory.remove();
  });
  return {
    get folder() {
      return directory.path;
    },
    get receiver() {
      return receiver;
    },
  };
}
