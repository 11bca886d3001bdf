import { css, html, LitElement, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { feed, type Line } from './feed.ts';

const LINES: Record<Line, string> = {
  none: 'Webhooks come from the server, to the app. Here is neither: run npm start.',
  asking: 'Asking the app …',
  open: 'Nothing yet. Complete a lesson in the app.',
  away: 'The app does not answer. It is asked again.',
};

const time = new Intl.DateTimeFormat('en', { timeStyle: 'medium' });

/** The webhooks that the app has received from the server, each with a signature that was right. */
export class WebhookList extends LitElement {
  static override styles = css`
    :host {
      display: flex;
      flex: 1;
      flex-direction: column;
      gap: 8px;
      min-block-size: 0;
    }
    .row {
      display: flex;
      align-items: center;
      justify-content: space-between;
    }
    p,
    small {
      margin: 0;
      color: var(--soft);
      font-size: 12px;
    }
    button {
      min-block-size: 26px;
      padding: 0 6px;
      color: var(--soft);
      font: inherit;
      background: none;
      border: 0;
      border-radius: 6px;
      cursor: pointer;
    }
    :focus-visible {
      outline: 2px solid var(--tint);
      outline-offset: 2px;
    }
    ol {
      flex: 1;
      margin: 0;
      padding: 0;
      overflow: auto;
      list-style: none;
    }
    li {
      border-block-end: 1px solid var(--line);
    }
    summary {
      display: flex;
      gap: 8px;
      padding: 6px 2px;
      font:
        12px/1.4 ui-monospace,
        monospace;
      cursor: pointer;
    }
    summary b {
      flex: 1;
      font-weight: 400;
      overflow-wrap: anywhere;
    }
    .right {
      color: light-dark(#1b7a43, #7bdca0);
    }
    time {
      color: var(--soft);
    }
    pre {
      max-block-size: 220px;
      margin: 0 0 8px;
      padding: 8px;
      overflow: auto;
      font:
        11px/1.5 ui-monospace,
        monospace;
      background: var(--field);
      border-radius: 8px;
    }
  `;

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
    const { webhooks, line } = feed;
    return html`<div class="row">
        <small>${webhooks.length} webhooks, verified by the app</small>
        <button @click=${() => feed.clear()}>Clear</button>
      </div>
      <ol tabindex="0" aria-label="Webhooks">
        ${repeat(
          webhooks,
          ({ delivery_id }) => delivery_id,
          ({ delivery_id, type, received_at, event }) =>
            html`<li>
              <details>
                <summary>
                  <span class="right" role="img" aria-label="Verified">✓</span><b>${type}</b
                  ><time datetime=${received_at}>${time.format(new Date(received_at))}</time>
                </summary>
                <pre>${JSON.stringify({ delivery_id, ...event }, null, 2)}</pre>
              </details>
            </li>`,
        )}
      </ol>
      ${webhooks.length === 0 || line !== 'open' ? html`<p role="status">${LINES[line]}</p>` : ''}`;
  }
}

customElements.define('webhook-list', WebhookList);
