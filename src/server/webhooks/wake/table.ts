import type { Store } from '../../store/store.ts';
import type { Dispatcher } from '../dispatch/dispatch.ts';
import type { Waker } from './waker.ts';

/** Without Redis the table is the queue: each commit with deliveries makes the dispatcher poll. */
export function tableWaker(store: Pick<Store, 'onCommit'>, dispatcher: Dispatcher): Waker {
  const stopListening = store.onCommit(({ kind }) => {
    if (kind === 'deliveries' || kind === 'resync') dispatcher.poll();
  });
  return { stop: () => Promise.resolve(stopListening()), isDegraded: () => false };
}
