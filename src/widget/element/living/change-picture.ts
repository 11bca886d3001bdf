import type { SeatState } from '../../../contract/buddy/state.ts';
import { decoded } from '../../look/decoded.ts';
import { animate } from '../../look/motion.ts';
import type { Picture } from '../view.ts';

/** What shows a picture. */
export interface PictureHost extends HTMLElement {
  readonly state: SeatState | null;
  /** On show. */
  picture: Picture | null;
  pictureOf(state: SeatState | null): Picture | null;
}

/** Fetches another picture before it takes the place of the one on show, which stays where that fails. */
export async function changePicture(host: PictureHost, picture: Picture | null): Promise<void> {
  if (isSame(picture, host.picture)) return;
  try {
    await Promise.all([decoded(picture?.figure), decoded(picture?.scene)]);
  } catch (error) {
    console.warn('hatched-buddy: the new picture could not be loaded.', error);
    return;
  }
  if (!isSame(picture, host.pictureOf(host.state))) return;
  host.picture = picture;
  const frames = { opacity: [0.3, 1], scale: [0.96, 1] };
  animate(host.shadowRoot!.querySelector('.figure'), frames, { duration: 450 });
}

function isSame(one: Picture | null, other: Picture | null): boolean {
  return one?.figure === other?.figure && one?.scene === other?.scene;
}
