export { altText, eggAltText, type AltInput, type AltItem } from './alt.ts';
export { compose } from './compose.ts';
export { composeBlink, composeFace, composeFigure, composeParts, type PictureParts } from './parts.ts';
export {
  assetsOf,
  describeLook,
  eggPicture,
  type FindAsset,
  type Look,
  MissingAsset,
  pictureItem,
  pictureOf,
  placeOn,
} from './outfit.ts';
export { type Frame, frameOfItem, frameOfStage } from './frame.ts';
export { composeScene } from './scene.ts';
export { composeSilhouette, itemSilhouette } from './silhouette.ts';
export { itemThumbnail } from './thumbnail.ts';
export type { ArtSource, AssetSource, BuddyPicture, EggPicture, EggLook, PictureItem, Placement } from './types.ts';
