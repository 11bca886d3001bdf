import { HatchedEvent } from './event.ts';

/** Something is about to be celebrated. Cancel it to celebrate in your own way. */
export class BeforeCelebrateEvent extends HatchedEvent {
  /** What is celebrated: events of their own, which are sent after this one. */
  declare readonly occasions: Event[];
  constructor(facts: { occasions: Event[] }) {
    super('before-celebrate', facts, true);
  }
}
