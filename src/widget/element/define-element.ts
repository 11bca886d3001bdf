/** Registers an element, unless the page has one of that name: a second copy of the script does no harm. */
export function defineElement(tag: string, element: CustomElementConstructor, registry = customElements): boolean {
  if (registry.get(tag)) return false;
  registry.define(tag, element);
  return true;
}
