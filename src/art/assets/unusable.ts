import { LIMITS } from '../../contract/limits.ts';

/** Why a file is not taken; a sentence for whoever uploaded it. */
export class UnusablePicture extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnusablePicture';
  }
}

/** Some pictures stop the drawing process: better at their upload than with a buddy that wears them. As large as any is served. */
export const TRIAL_PIXELS = LIMITS.pictureWidth;

export function refuseSize(width: number, height: number): void {
  const most = LIMITS.assetPixels;
  if (width >= 1 && height >= 1 && width <= most && height <= most) return;
  throw new UnusablePicture(`The picture is ${width} × ${height} pixels. Each side must be from 1 to ${most}.`);
}
