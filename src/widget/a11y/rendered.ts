/** Whether a person can see and use what stands here: it is on the page, has a box, is visible and not inert. */
export function isRendered(element: Element): boolean {
  const places = [...upwards(element)];
  const box = places.find((place) => getComputedStyle(place).display !== 'contents');
  return (
    element.isConnected &&
    !!box?.checkVisibility({ visibilityProperty: true }) &&
    !places.some((place) => place.matches('[inert]'))
  );
}

/** The element and all it stands in, through slots and shadow roots. */
function* upwards(element: Element): Generator<Element> {
  for (let place: Element | null = element; place;) {
    yield place;
    const root: Node = place.getRootNode();
    place = place.assignedSlot ?? place.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
}
