import type { SeatState } from '../../contract/buddy/state.ts';
import type { Life } from '../life/life.ts';

const HEARTBEAT_MS = 15_000;

/** The state as server-sent events: at once, and again after every change. Changes of one task are told together. */
export function streamOf(
  life: Life,
  state: () => SeatState,
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let end = (): void => undefined;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      let due = false;
      let stopBeat = (): void => undefined;
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      const tell = () => {
        due = false;
        const { version, ...rest } = state();
        const now = new Date(life.clock.now()).toISOString();
        write(`event: state\nid: ${version}\nnow: ${now}\ndata: ${JSON.stringify({ version, ...rest })}\n\n`);
      };
      const changed = () => {
        if (!due) queueMicrotask(() => due && tell());
        due = true;
      };
      const beat = () => {
        write(':\n\n');
        stopBeat = life.timers.after(HEARTBEAT_MS, beat);
      };
      end = () => {
        due = false;
        stopBeat();
        life.watchers.delete(changed);
        signal?.removeEventListener('abort', abort);
      };
      const abort = () => {
        end();
        controller.error(signal!.reason);
      };
      signal?.addEventListener('abort', abort, { once: true });
      life.watchers.add(changed);
      beat();
      tell();
    },
    cancel: () => end(),
  });
}
