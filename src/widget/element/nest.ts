import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { SeatState } from '../../contract/state.ts';
import { failureOf } from '../api/errors.ts';
import type { nestling } from '../egg/nestling.ts';
import { HatchedErrorEvent } from '../events/lifecycle.ts';
import type { Strings } from '../i18n/strings.ts';
import type { SessionController } from '../session/session-controller.ts';
import { defineElement } from './define-element.ts';
import { laterPart } from './later-part.ts';

interface NestHost extends LitElement {
  readonly state: SeatState | null;
  readonly headingLevel: number;
}

/** The egg, in the place that its buddy is going to have, until its newcomer has been met. Its code comes with the first egg. */
export class Nest {
  isOpen = false;
  /** How a face or a row shows an egg. */
  nestling: typeof nestling | undefined;
  readonly #host: NestHost;
  readonly #session: SessionController;

  constructor(host: NestHost, session: SessionController) {
    this.#host = host;
    this.#session = session;
  }

  async open(): Promise<void> {
    if (this.isOpen) return;
    try {
      const { HatchedEgg, nestling } = await laterPart('egg', ({ loadEgg }) => loadEgg());
      this.nestling = nestling;
      defineElement('hatched-egg', HatchedEgg);
      this.#turn(!this.#host.state?.buddy);
    } catch (cause) {
      this.#host.dispatchEvent(new HatchedErrorEvent(failureOf(cause)));
    }
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
