import { ContextConsumer, ContextProvider, createContext } from '@lit/context';
import { css, html, LitElement } from 'lit';
import { atom, type ReadableAtom } from 'nanostores';

/** The bare floor that the widget is measured against: two Lit elements, a context, a store, and nothing else. */
const countContext = createContext<ReadableAtom<number>>('floor-count');

class FloorCount extends LitElement {
  static override styles = css`
    :host {
      display: block;
      font: 16px system-ui;
    }
  `;
  #stop: (() => void) | undefined;
  #consumer = new ContextConsumer(this, { context: countContext, subscribe: true });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = this.#consumer.value?.listen(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  override render() {
    return html`<span>${this.#consumer.value?.get()}</span>`;
  }
}

class FloorHost extends LitElement {
  static override styles = css`
    :host {
      display: block;
      padding: 16px;
    }
  `;
  #count = atom(0);

  constructor() {
    super();
    new ContextProvider(this, { context: countContext, initialValue: this.#count });
  }

  override render() {
    return html`<floor-count></floor-count>`;
  }
}

customElements.define('floor-host', FloorHost);
customElements.define('floor-count', FloorCount);
