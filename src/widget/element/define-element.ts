import { registerLimits } from '../look/surface.ts';

/**
 * Registers an element, and what its colours are calculated by, unless the page has one of that name: a second copy of
 * the script does no harm.
 */
export function defineElement(tag: string, element: CustomElementConstructor, registry = customElements): boolean {
  if (registry.get(tag)) return false;
  registerLimits();
  registry.define(tag, element);
  return true;
}
