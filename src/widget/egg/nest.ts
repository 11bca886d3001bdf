import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { SeatState } from '../../contract/buddy/state.ts';
import { defineElement } from '../element/define-element.ts';
import type { Strings } from '../i18n/strings.ts';
import type { SessionController } from '../session/session-controller.ts';
import { HatchedEgg } from './hatched-egg.ts';
import { nestling } from './nestling.ts';

interface NestHost extends LitElement {
  readonly state: SeatState | null;
  readonly headingLevel: number;
}

/** The egg, in the place that its buddy is going to have, until its newcomer has been met. It comes with the first egg. */
export class Nest {
  isOpen = false;
  /** How a face or a row shows an egg. */
  readonly nestling = nestling;
  readonly #host: NestHost;
  readonly #session: SessionController;

  constructor(host: NestHost, session: SessionController) {
    this.#host = host;
    this.#session = session;
    defineElement('hatched-egg', HatchedEgg);
  }

  open(): void {
    this.#turn(!this.#host.state?.buddy);
  }

  template(strings: Strings | undefined): TemplateResult | typeof nothing {
    const { state, headingLevel } = this.#host;
    if (!this.isOpen || !state || !strings) return nothing;
    return html`<hatched-egg
      exportparts="stage, image"
      .state=${state}
      .session=${this.#session.session}
      .strings=${strings}
      .headingLevel=${headingLevel}
      @done=${this.#leave}
    ></hatched-egg>`;
  }

  readonly #leave = (): void => this.#turn(false);

  #turn(isOpen: boolean): void {
    this.isOpen = isOpen;
    this.#host.requestUpdate();
  }
}
