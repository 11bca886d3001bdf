import { html, nothing, type TemplateResult } from 'lit';
import { compose, type Frame, frameOfItem, frameOfStage, pictureOf } from '../../../src/art/index.ts';
import { CANVAS, STAGE_NUMBERS } from '../../../src/contract/buddy/art.ts';
import { sentence } from '../panes/controls.ts';
import type { OwnArtDesk } from './own-art.ts';
import { isEmpty, lookAt, placeAt, type Spot, SPOTS } from './placing.ts';

/* The middle while own art is tried on: everybody with it at once, and a frame to take hold of. */

export function board(desk: OwnArtDesk): TemplateResult {
  const { art } = desk;
  if (isEmpty(art)) {
    return html`<div class="drop">
      <p><b>Drop a picture here</b>, or choose one on the left.</p>
      <p>SVG, PNG or WebP, 512 kB at most. It stays in this page until you upload it yourself.</p>
    </div>`;
  }
  const spots =
    art.use === 'item' ? SPOTS : STAGE_NUMBERS.map((stage) => ({ species: desk.spot.species, stage }) as Spot);
  return html`<fieldset class="board">
    <legend class="hidden">On everybody</legend>
    ${spots.map((spot) => tile(desk, spot))}
  </fieldset>`;
}

function tile(desk: OwnArtDesk, spot: Spot): TemplateResult {
  const { art } = desk;
  const { document, look, find } = lookAt(art, spot);
  const picture = pictureOf(document, look, find);
  const [item] = picture.items;
  const frame = item ? frameOfItem(picture, item) : frameOfStage(picture);
  const isChosen = spot.stage === desk.spot.stage && (art.use === 'stage' || spot.species === desk.spot.species);
  const name = art.use === 'item' ? `${sentence(spot.species)}, stage ${spot.stage}` : `Stage ${spot.stage}`;
  return html`<label class="tile">
    <input type="radio" name="spot" aria-label=${name} .checked=${isChosen} @change=${() => desk.select(spot)} />
    <span class="picture">
      <img alt="" draggable="false" src=${`data:image/svg+xml,${encodeURIComponent(compose(picture))}`} />
      ${item?.category === 'background' ? nothing : anchor(desk, spot, frame, isChosen)}
    </span>
    <small>${name}</small>
  </label>`;
}

const share = (units: number) => `${(units / CANVAS) * 100}%`;

/** Over the drawing: moved by dragging it, scaled by dragging its corner. The keyboard has the sliders of the pane. */
function anchor(desk: OwnArtDesk, spot: Spot, frame: Frame, isChosen: boolean): TemplateResult {
  const { x, y, width, height, turned } = frame;
  const style = `left:${share(x - width / 2)};top:${share(y - height / 2)};width:${share(width)};height:${share(height)};rotate:${turned}deg`;
  return html`<span
    class="anchor ${isChosen ? 'chosen' : ''}"
    .style=${style}
    @pointerdown=${(event: PointerEvent) => drag(event, desk, spot, frame)}
    ><i class="corner"></i
  ></span>`;
}

function drag(event: PointerEvent, desk: OwnArtDesk, spot: Spot, { x, y, turned }: Frame): void {
  event.preventDefault();
  desk.select(spot);
  const anchor = event.currentTarget as HTMLElement;
  anchor.setPointerCapture(event.pointerId);
  const box = anchor.closest('.picture')!.getBoundingClientRect();
  const units = CANVAS / box.width;
  const isCorner = (event.target as Element).matches('.corner');
  const begun = placeAt(desk.art, spot);
  let last = begun;
  const distance = ({ clientX, clientY }: PointerEvent) =>
    Math.hypot((clientX - box.x) * units - x, (clientY - box.y) * units - y);
  const start = Math.max(1, distance(event));
  const move = (now: PointerEvent) => {
    const [dx, dy] = turnedBack((now.clientX - event.clientX) * units, (now.clientY - event.clientY) * units, turned);
    const { x: x0 = 0, y: y0 = 0, scale: scale0 = 1 } = begun;
    const wanted = isCorner
      ? { ...begun, scale: scale0 * (distance(now) / start) }
      : { ...begun, x: x0 + dx, y: y0 + dy };
    const [from, to] = [last, wanted];
    // By as much as here, so that what was set apart elsewhere stays apart.
    desk.move((place) => ({
      ...place,
      x: (place.x ?? 0) + (to.x ?? 0) - (from.x ?? 0),
      y: (place.y ?? 0) + (to.y ?? 0) - (from.y ?? 0),
      scale: (place.scale ?? 1) * ((to.scale ?? 1) / (from.scale ?? 1)),
    }));
    last = placeAt(desk.art, spot);
  };
  anchor.addEventListener('pointermove', move);
  anchor.addEventListener('lostpointercapture', () => anchor.removeEventListener('pointermove', move), { once: true });
}

/** A way across the canvas as the turned drawing sees it. */
function turnedBack(x: number, y: number, degrees: number): [number, number] {
  const angle = (-degrees * Math.PI) / 180;
  return [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)];
}
