/* What can be taken along: as a file, or as text. */

/** Pages that came over plain HTTP from another machine have no clipboard of their own: there the old way. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const copy = (event: ClipboardEvent) => {
    event.preventDefault();
    event.clipboardData!.setData('text/plain', text);
  };
  document.addEventListener('copy', copy, { once: true });
  document.execCommand('copy');
  document.removeEventListener('copy', copy);
}

export function saveFile(name: string, type: string, content: BlobPart): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const SCALE = 2;

/** What an element shows, with its shadow roots, as a picture. */
export async function pngOf(element: HTMLElement): Promise<Blob> {
  const { width, height } = element.getBoundingClientRect();
  const copy = (await flat(element)) as HTMLElement;
  const frame = `<svg xmlns="http://www.w3.org/2000/svg" width="${width * SCALE}" height="${height * SCALE}" viewBox="0 0 ${width} ${height}"><foreignObject width="100%" height="100%">${new XMLSerializer().serializeToString(copy)}</foreignObject></svg>`;
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(frame)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: width * SCALE, height: height * SCALE });
  canvas.getContext('2d')!.drawImage(image, 0, 0);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be written.')))),
  );
}

/** A copy in one tree, each part with the styles that it is shown with. */
async function flat(node: Node): Promise<Node | null> {
  if (node instanceof Text) return node.cloneNode();
  if (!(node instanceof Element) || node instanceof HTMLStyleElement) return null;
  const style = getComputedStyle(node);
  if (style.display === 'none') return null;
  const copy = node.shadowRoot ? document.createElement('div') : (node.cloneNode(false) as Element);
  if (copy instanceof HTMLElement || copy instanceof SVGElement) {
    for (const name of style) copy.style.setProperty(name, style.getPropertyValue(name));
  }
  if (copy instanceof HTMLImageElement) copy.src = await dataUrl((node as HTMLImageElement).src);
  const inside =
    node instanceof HTMLSlotElement ? node.assignedNodes({ flatten: true }) : (node.shadowRoot ?? node).childNodes;
  for (const child of inside) {
    const part = await flat(child);
    if (part) copy.append(part);
  }
  return copy;
}

async function dataUrl(address: string): Promise<string> {
  if (!address || address.startsWith('data:')) return address;
  const blob = await (await fetch(address)).blob();
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.readAsDataURL(blob);
  });
}
