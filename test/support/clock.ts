export { MovedClock as TestClock } from '../../src/server/testing/moved-clock.ts';
