/** All events of the element bubble and leave shadow roots; what they tell is on the event itself. */
export abstract class HatchedEvent extends Event {
  constructor(name: string, facts: object = {}, cancelable = false) {
    super(`hatched-${name}`, { bubbles: true, composed: true, cancelable });
    Object.assign(this, facts);
  }
}
