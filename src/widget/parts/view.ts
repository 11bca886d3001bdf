/** What the element remembers for its parts. */
export interface View {
  /** Address of the picture on show: the last one that could be loaded. */
  readonly picture: string;
  /** Badges are shown in full, not only the first. */
  readonly allBadges: boolean;
  showAllBadges(): Promise<void>;
}
