import type { SeatState } from '../../contract/buddy/state.ts';
import type { Client } from '../api/client.ts';
import type { Picture } from './view.ts';

/** Where the parts of a buddy's picture are; a server of an earlier version has one picture of everything. */
export function pictureOf(state: SeatState | null, client: Client | undefined): Picture | null {
  const image = state?.buddy?.image;
  if (!image || !client) return null;
  const { scene_url: scene, blink_url: blink } = image;
  return {
    scene: scene ? client.urlOf(scene) : null,
    figure: client.urlOf(image.figure_url ?? image.url),
    blink: blink ? client.urlOf(blink) : null,
  };
}
