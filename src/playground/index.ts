/** A server for one buddy, in the page. The element loads `demo.ts` alone, when it is asked to. */
export type { CallRecord, Fault } from './calls/answer.ts';
export { playgroundOf } from './demo.ts';
export { DAY, HOUR, liveDay, liveThrough } from './past.ts';
export { Playground, type Setting, type Shape } from './playground.ts';
export { SAMPLE } from './sample.ts';
