import { failureOf } from '../../api/errors.ts';
import type { Client } from '../../api/client.ts';
import { HatchedErrorEvent } from '../../events/lifecycle.ts';

interface RedrawHost extends HTMLElement {
  refresh: () => Promise<void>;
}

/** A picture that failed is drawn once more; the button that asked waits. */
export async function redraw(host: RedrawHost, client: Client | undefined, button: HTMLButtonElement): Promise<void> {
  button.disabled = true;
  try {
    await client?.call({ path: 'appearance/rerender', method: 'POST' });
    await host.refresh();
  } catch (error) {
    host.dispatchEvent(new HatchedErrorEvent(failureOf(error)));
  } finally {
    button.disabled = false;
  }
}
