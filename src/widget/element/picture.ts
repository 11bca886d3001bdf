import type { SeatState } from '../../contract/state.ts';
import { animate } from '../look/motion.ts';

/** What shows a picture. */
export interface PictureHost extends HTMLElement {
  readonly state: SeatState | null;
  /** Address of the picture on show. */
  picture: string;
  pictureOf(state: SeatState | null): string;
}

/** Fetches another picture before it takes the place of the one on show, which stays where that fails. */
export async function changePicture(host: PictureHost, url: string): Promise<void> {
  if (url === host.picture) return;
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch (error) {
    console.warn('hatched-buddy: the new picture could not be loaded.', error);
    return;
  }
  if (url !== host.pictureOf(host.state)) return;
  host.picture = url;
  const frames = { opacity: [0.3, 1], scale: [0.96, 1] };
  animate(host.shadowRoot!.querySelector('[part=image]'), frames, { duration: 450 });
}
