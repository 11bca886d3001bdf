import { createHook } from 'node:async_hooks';

const kept: object[] = [];

/**
 * Keeps one of the objects that Node makes for each `process.nextTick` alive. While a server idles there is none, so the
 * garbage collector drops their shape (V8's map), and the code that Node has optimised for it never recovers: in Node 24
 * every later request costs 4 µs of processor time more, a quarter of what it takes to say that a state has not changed.
 */
export function keepTickShape(): void {
  if (kept.length > 0) return;
  const hook = createHook({
    init(_id, type, _trigger, resource) {
      if (type === 'TickObject') kept.push(resource);
    },
  });
  hook.enable();
  process.nextTick(() => {});
  hook.disable();
}
