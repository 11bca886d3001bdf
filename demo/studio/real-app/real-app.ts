import { css, html, LitElement, type TemplateResult } from 'lit';
import type { Setup } from '../page/setup.ts';
import { feed } from './feed.ts';

/** The scene with the example app itself, as it runs beside the server, in a frame. */
class RealApp extends LitElement {
  static override styles = css`
    :host {
      display: grid;
      grid-template-rows: auto minmax(0, 1fr);
      inline-size: 100%;
      block-size: 100%;
      min-block-size: 480px;
    }
    iframe {
      inline-size: 100%;
      block-size: 100%;
      border: 0;
    }
    .caption {
      margin: 0;
      padding: 6px 12px;
      font-size: 12px;
    }
    div {
      grid-row: 1 / -1;
      place-self: center;
      max-inline-size: 40ch;
      padding: 32px;
      text-align: center;
    }
    h2 {
      margin: 0 0 8px;
      font-size: 18px;
    }
    p {
      margin: 0 0 8px;
      color: var(--soft);
    }
    code {
      font-family: ui-monospace, monospace;
    }
  `;
  static override properties = { setup: { attribute: false }, theme: { attribute: false } };
  declare setup: Setup;
  declare theme: 'light' | 'dark';
  #stop: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = feed.watch(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  protected override render(): TemplateResult {
    const { line, address } = feed;
    if (line === 'none') {
      return html`<div>
        <h2>This scene needs the server</h2>
        <p>It shows an app with a backend of its own, and the webhooks that the app receives.</p>
        <p>In a copy of the repository, run <code>npm ci && npm start</code>, and open the studio there.</p>
      </div>`;
    }
    if (line === 'away') {
      return html`<div role="status">
        <h2>The app does not answer</h2>
        <p><code>${address}</code> is asked again and again. <code>npm start</code> starts it beside the server.</p>
      </div>`;
    }
    return html`<p class="caption">
        An app of its own, on the real server. Of your choices it takes theme, size, language and direction.
      </p>
      <iframe title="Lingua, an app with buddies" src=${this.#source}></iframe>`;
  }

  /** What of the set-up the app's own page can be asked for. */
  get #source(): string {
    const { lang, dir, size } = this.setup;
    const asked = new URLSearchParams({ theme: this.theme, lang, dir, size: size === 'xs' ? 'sm' : size });
    return `${feed.address}/?${asked}`;
  }
}

customElements.define('real-app', RealApp);
