export { altText, eggAltText, type AltInput, type AltItem } from './alt.ts';
export { compose } from './compose.ts';
export { itemThumbnail } from './thumbnail.ts';
export type { ArtSource, AssetSource, BuddyPicture, EggPicture, EggStatus, PictureItem } from './types.ts';
