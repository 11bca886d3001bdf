import { css, html, LitElement, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { log } from '../panes/log.styles.ts';
import { feed, type Line } from './feed.ts';

const LINES: Record<Line, string> = {
  none: 'Webhooks come from the server, to the app. Here is neither: run npm start.',
  asking: 'Asking the app …',
  open: 'Nothing yet. Complete a lesson in the app.',
  away: 'The app does not answer. It is asked again.',
};

const time = new Intl.DateTimeFormat('en', { timeStyle: 'medium' });

/** The webhooks that the app has received from the server, each with a signature that was right. */
class WebhookList extends LitElement {
  static override styles = [
    log,
    css`
      :host {
        display: flex;
        flex: 1;
        flex-direction: column;
        gap: 8px;
        min-block-size: 0;
      }
      summary {
        display: flex;
        gap: 8px;
      }
      summary b {
        flex: 1;
        font-weight: 400;
        overflow-wrap: anywhere;
      }
      .right {
        color: var(--good);
      }
      time {
        color: var(--soft);
      }
    `,
  ];

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
    return html`<div class="row between">
        <small>${webhooks.length} webhooks, verified by the app</small>
        <button class="quiet" @click=${() => feed.clear()}>Clear</button>
      </div>
      <ol class="log" tabindex="0" aria-label="Webhooks">
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
      ${webhooks.length === 0 || line !== 'open' ? html`<p class="hint" role="status">${LINES[line]}</p>` : ''}`;
  }
}

customElements.define('webhook-list', WebhookList);
