/** Arrow keys, Home and End among the items of a grid or row, of which one is in the tab order. */
export function rove(event: KeyboardEvent, items: HTMLElement[]): void {
  const at = items.indexOf(event.target as HTMLElement);
  const forward = items[0]?.matches(':dir(rtl)') ? -1 : 1;
  const columns = items.filter((item) => item.offsetTop === items[0]!.offsetTop).length;
  const step = {
    ArrowRight: forward,
    ArrowLeft: -forward,
    ArrowDown: columns,
    ArrowUp: -columns,
    Home: -at,
    End: items.length - 1 - at,
  }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const next = items[at + step];
  if (!next) return;
  admit(next, items);
  next.focus();
}

/** Puts one item into the tab order and takes the others out. */
function admit(item: HTMLElement, items: Iterable<HTMLElement>): void {
  for (const other of items) other.tabIndex = other === item ? 0 : -1;
}
