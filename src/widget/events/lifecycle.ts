import type { SeatState } from '../../contract/buddy/state.ts';
import type { WidgetError, WidgetErrorCode } from '../api/errors.ts';
import { HatchedEvent } from './event.ts';

/** The first state is shown. */
export class ReadyEvent extends HatchedEvent {
  declare readonly state: SeatState;
  constructor(facts: { state: SeatState }) {
    super('ready', facts);
  }
}

/** Something did not work; `message` is for developers. */
export class HatchedErrorEvent extends HatchedEvent {
  declare readonly code: WidgetErrorCode;
  declare readonly message: string;
  declare readonly requestId: string | null;
  constructor({ code, message, requestId }: WidgetError) {
    super('error', { code, message, requestId });
  }
}

/** The token has ended and no other could be had. Set `session-token` to a new one. */
export class SessionExpiredEvent extends HatchedEvent {
  constructor() {
    super('session-expired');
  }
}
