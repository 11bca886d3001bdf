/** Whether a key pressed is Escape, and the host's: on it, or nowhere. What a dialog of the page has in it keeps its own. */
export function isEscapeOf(host: HTMLElement, event: KeyboardEvent): boolean {
  const path = event.composedPath();
  const { body, documentElement } = host.ownerDocument;
  return event.key === 'Escape' && (path[0] === body || path[0] === documentElement || path.includes(host));
}
