import type { BuddyImage, WidgetState } from '../../../contract/buddy/state.ts';
import type { PreviewAnswer } from '../../../contract/widget.ts';
import { WidgetError } from '../../api/errors.ts';
import { decoded } from '../../look/decoded.ts';
import type { Session } from '../../session/session.ts';

/** How long a pointer rests on an item before it is tried on: passing by asks the server for nothing. */
const REST_MS = 60;

/**
 * Shows the buddy in outfits that it does not wear. Pictures are asked for once each, and take the place of the one on
 * show when they are here; the last outfit that was asked for wins.
 */
export class FittingRoom {
  /** The outfit that is tried on; null for what the buddy wears. */
  picture: BuddyImage | null = null;
  /** False where the server makes no previews. */
  available = true;
  readonly #session: () => Session;
  readonly #changed: () => void;
  #pictures = new Map<string, Promise<BuddyImage>>();
  #base = '';
  #wanted = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(session: () => Session, changed: () => void) {
    this.#session = session;
    this.#changed = changed;
  }

  /**
   * @param items what is to be worn; null for what the buddy wears
   * @param state the buddy: pictures of what it was before are forgotten
   */
  tryOn(items: string[] | null, state: WidgetState, rest = REST_MS): void {
    this.#forget(state);
    const outfit = items && this.available ? [...items].sort().join(',') : '';
    const own = items === null || !this.available;
    const wanted = own ? '' : `=${outfit}`;
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    clearTimeout(this.#timer);
    if (own) this.#show(null);
    else this.#timer = setTimeout(() => void this.#fetch(outfit, wanted), this.#pictures.has(outfit) ? 0 : rest);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#wanted = '';
  }

  #forget({ buddy }: WidgetState): void {
    const base = `${buddy?.stage.number} ${buddy?.mood}`;
    if (base !== this.#base) this.#pictures.clear();
    this.#base = base;
  }

  async #fetch(outfit: string, wanted: string): Promise<void> {
    const asked = this.#pictures.get(outfit) ?? this.#ask(outfit);
    this.#pictures.set(outfit, asked);
    try {
      const picture = await asked;
      if (wanted === this.#wanted) this.#show(picture);
    } catch (error) {
      this.#pictures.delete(outfit);
      if (!(error instanceof WidgetError)) console.warn('hatched-buddy: an outfit could not be shown.', error);
      else if (error.status === 404) this.available = false;
      if (wanted === this.#wanted) this.#show(null);
    }
  }

  async #ask(outfit: string): Promise<BuddyImage> {
    const { client } = this.#session();
    const { image } = await client.call<PreviewAnswer>({ path: 'preview', query: { equip: outfit } });
    // It looks at what it tries on.
    const figure = image.poses?.look ?? image.figure_url;
    const layers = [image.scene_url, figure ?? image.url].filter((url) => !!url);
    await Promise.all(layers.map((url) => decoded(client.urlOf(url!))));
    return { ...image, ...(figure && { figure_url: figure }) };
  }

  #show(picture: BuddyImage | null): void {
    this.picture = picture;
    this.#changed();
  }
}
