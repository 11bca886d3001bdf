/** A point in the layer, in px. */
export interface LayerPoint {
  x: number;
  y: number;
}

/** The layer over an element's card in which celebrations move. It takes no presses. */
export function layerOf(root: ShadowRoot): HTMLElement {
  const card = root.querySelector('[part=container]')!;
  const known = card.querySelector<HTMLElement>(':scope > .ceremony');
  if (known) return known;
  const layer = document.createElement('div');
  layer.className = 'ceremony';
  layer.ariaHidden = 'true';
  card.append(layer);
  return layer;
}

/** Where something in the card is, as the layer counts. */
export function boxIn(layer: Element, element: Element): DOMRect {
  const [own, other] = [layer.getBoundingClientRect(), element.getBoundingClientRect()];
  // A page may zoom or scale the card: the layer's own px are what styles count in.
  const scale = own.width / (layer as HTMLElement).offsetWidth || 1;
  return new DOMRect(
    (other.left - own.left) / scale,
    (other.top - own.top) / scale,
    other.width / scale,
    other.height / scale,
  );
}

export function middle({ x, y, width, height }: DOMRect): LayerPoint {
  return { x: x + width / 2, y: y + height / 2 };
}

/** Puts something into the layer, its middle at a point. */
export function put(layer: Element, className: string, { x, y }: LayerPoint): HTMLElement {
  const piece = document.createElement('span');
  piece.className = className;
  piece.style.left = `${x}px`;
  piece.style.top = `${y}px`;
  layer.append(piece);
  return piece;
}

/** Puts something over all of a box. */
export function cover(layer: Element, className: string, { x, y, width, height }: DOMRect): HTMLElement {
  const piece = put(layer, className, { x, y });
  piece.style.width = `${width}px`;
  piece.style.height = `${height}px`;
  return piece;
}

/** Adds a picture that says nothing to screen readers. */
export function addPicture(parent: Element, src: string): HTMLImageElement {
  const image = document.createElement('img');
  image.src = src;
  image.alt = '';
  parent.append(image);
  return image;
}

/** Waits for an animation; one that was not begun, or is cut short, is over. */
export async function over(animation: Animation | undefined): Promise<void> {
  await animation?.finished.catch(() => undefined);
}

export async function removeAfter(animation: Animation | undefined, element: Element): Promise<void> {
  await over(animation);
  element.remove();
}
