/** Pictures as they leave the server. */
export interface ShownPictures {
  /** The picture as it is sent; null where there is none. However many ask for it, they share the bytes. */
  svg(hash: string): Promise<Buffer | null>;
  /** What `svg` has answered, as gzip. */
  zipped(hash: string, svg: Buffer): Promise<Buffer>;
  /** Forgets what is in memory: some pictures have been erased. */
  forgetAll(): void;
}
