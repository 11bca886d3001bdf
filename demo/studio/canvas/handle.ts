import type { Setup } from '../page/setup.ts';

const [LEAST, MOST] = [160, 1400];

interface Sized {
  readonly setup: Setup;
  readonly width: number;
  readonly zoom: number;
  set(change: Partial<Setup>): void;
}

/** What the handle beside the element does: dragged, and by the arrow keys. */
export function handleOf(host: Sized) {
  const setWidth = (width: number) => host.set({ width: Math.round(Math.max(LEAST, Math.min(MOST, width))) });
  return {
    drag(event: PointerEvent): void {
      const handle = event.currentTarget as HTMLElement;
      handle.setPointerCapture(event.pointerId);
      const { width: from, zoom } = host;
      const start = event.clientX;
      const sign = host.setup.dir === 'rtl' ? -1 : 1;
      // The element stands in the middle: it grows to both sides.
      const move = ({ clientX }: PointerEvent) => setWidth(from + (sign * 2 * (clientX - start)) / zoom);
      handle.addEventListener('pointermove', move);
      handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), {
        once: true,
      });
    },
    nudge(event: KeyboardEvent): void {
      const steps: Record<string, number> = { ArrowLeft: -10, ArrowDown: -10, ArrowRight: 10, ArrowUp: 10 };
      const by = steps[event.key];
      if (by === undefined) return;
      event.preventDefault();
      setWidth(host.width + by);
    },
  };
}
