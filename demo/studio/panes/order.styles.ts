import { css } from 'lit';

/** The list of sections. */
export const order = css`
  .order {
    margin: 6px 0 0;
    padding: 0;
    list-style: none;
  }
  .order li {
    display: flex;
    align-items: center;
    gap: 6px;
    padding: 2px 6px;
    border-radius: 8px;
  }
  .order li:hover {
    background: var(--field);
  }
  .order label {
    flex: 1;
    display: flex;
    align-items: center;
    gap: 8px;
    padding-block: 4px;
  }
  .order input {
    accent-color: var(--tint);
  }
  .grip {
    color: var(--soft);
    cursor: grab;
  }
  [draggable='false'] .grip {
    visibility: hidden;
  }
`;
