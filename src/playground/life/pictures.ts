import {
  type BuddyPicture,
  compose,
  composeParts,
  composeSilhouette,
  type FindAsset,
  itemThumbnail,
  pictureItem,
  pictureOf,
} from '../../art/index.ts';
import { CANVAS, type Category } from '../../contract/buddy/art.ts';
import type { ItemDefinition, PlainConfiguration } from '../../contract/configuration/configuration.ts';
import type { BuddyImage } from '../../contract/buddy/state.ts';

const MOST_KEPT = 600;

/** The page has the built-in art alone. */
export const NO_UPLOADS: FindAsset = () => undefined;

/**
 * Pictures that the page draws itself, with addresses that an `<img>` takes. The addresses of the last so many live; one
 * drawing has one address, so that what is shown already is not loaded again.
 */
export class Pictures {
  readonly #urls = new Map<string, string>();

  urlOf(svg: string): string {
    const url = this.#urls.get(svg) ?? URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    this.#urls.delete(svg);
    this.#urls.set(svg, url);
    if (this.#urls.size > MOST_KEPT) this.#forget();
    return url;
  }

  whole(svg: string, alt: string): Pick<BuddyImage, 'url' | 'png_url' | 'width' | 'height' | 'alt'> {
    const url = this.urlOf(svg);
    return { url, png_url: url, width: CANVAS, height: CANVAS, alt };
  }

  /** Whole and in parts, as the server names them. */
  image(picture: BuddyPicture, alt: string, towards?: Category): BuddyImage {
    const parts = composeParts(picture, towards);
    const url = (svg: string | null) => svg && this.urlOf(svg);
    const poses = Object.entries(parts.poses ?? {}).map(([pose, svg]) => [pose, this.urlOf(svg)]);
    return {
      ...this.whole(compose(picture), alt),
      scene_url: url(parts.scene),
      figure_url: this.urlOf(parts.figure),
      face_url: url(parts.face),
      blink_url: url(parts.blink),
      poses: parts.poses && (Object.fromEntries(poses) as BuddyImage['poses']),
    };
  }

  /** What a buddy grows into, as a shape. */
  silhouette(config: PlainConfiguration, species: string, stage: number | null): string | null {
    if (stage === null) return null;
    const look = { species, stage, mood: 'calm', equipped: [] } as const;
    return this.urlOf(composeSilhouette(pictureOf(config, look, NO_UPLOADS)));
  }

  card(item: ItemDefinition): string {
    const { art, category } = pictureItem(item, NO_UPLOADS);
    return this.urlOf(itemThumbnail(art, category));
  }

  #forget(): void {
    const [svg, url] = this.#urls.entries().next().value!;
    this.#urls.delete(svg);
    URL.revokeObjectURL(url);
  }
}

export const addressesOf = ({ url, png_url }: BuddyImage) => ({ url, png_url });
