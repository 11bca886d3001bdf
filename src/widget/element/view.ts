import type { TemplateResult } from 'lit';
import type { BadgeView } from '../../contract/state.ts';
import type { Strings } from '../i18n/strings.ts';

/** What the element remembers for its parts. */
export interface View {
  /** Address of the picture on show: the last one that could be loaded. */
  readonly picture: string;
  /** Badges are shown in full, not only the first. */
  readonly allBadges: boolean;
  /** The server's time, ms since 1970: the visitor's clock may be wrong. */
  readonly now: number;
  readonly shop: () => void;
  /** What the parts can do once the first view stands. */
  readonly more: More | null;
}

export interface More {
  /** What a badge tells when it is pointed at. */
  details: (badge: BadgeView, strings: Strings) => TemplateResult;
  showAllBadges: () => void;
}
