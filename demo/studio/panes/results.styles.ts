import { css } from 'lit';

/** The right pane: code, events, contrast. */
export const results = css`
  .code {
    flex: 1;
    margin: 0;
    padding: 12px 0;
    overflow: auto;
    font:
      12px/1.6 ui-monospace,
      monospace;
    background: var(--field);
    border-radius: 10px;
  }
  .line {
    display: block;
    padding-inline: 12px;
    white-space: pre-wrap;
    word-break: break-all;
  }
  .line.new {
    background: color-mix(in srgb, var(--tint) 16%, transparent);
    box-shadow: inset 3px 0 var(--tint);
  }
  ins {
    text-decoration: none;
  }
  .heard i {
    display: inline-block;
    min-inline-size: 28px;
    color: var(--soft);
    font-style: normal;
  }
  .heard summary {
    overflow-wrap: anywhere;
  }
  .heard .event summary {
    color: var(--tint);
  }
  .pairs {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .pairs li {
    display: flex;
    align-items: center;
    gap: 10px;
    padding-block: 6px;
    border-block-end: 1px solid var(--line);
  }
  .pairs span {
    flex: 1;
  }
  .pairs small {
    display: block;
    font-family: ui-monospace, monospace;
    font-size: 11px;
  }
  .shape {
    inline-size: 16px;
    block-size: 16px;
    background: currentColor;
    border-radius: 4px;
  }
  .sample {
    display: grid;
    place-items: center;
    inline-size: 40px;
    block-size: 32px;
    border: 1px solid var(--line);
    border-radius: 8px;
  }
  .pass {
    color: var(--good);
    font-weight: 600;
  }
  .fail {
    color: var(--bad);
    font-weight: 600;
  }
`;
