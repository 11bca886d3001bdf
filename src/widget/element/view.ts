import type { TemplateResult } from 'lit';
import type { WidgetState } from '../../contract/buddy/state.ts';
import type { Strings } from '../i18n/strings.ts';

/** Addresses of what is laid over each other to make the picture. */
export interface Picture {
  /** Null where the figure is the whole picture. */
  scene: string | null;
  figure: string;
  /** The figure's closed lids. */
  blink: string | null;
}

/** What the element remembers for its sections. */
export interface View {
  /** The picture on show: the last one that could be loaded; null before the first. */
  readonly picture: Picture | null;
  /** Names of the sections that are shown in full, not only what fits. */
  readonly unfolded: ReadonlySet<string>;
  /** Level of the headings. */
  readonly headingLevel: number;
  /** The server's time, ms since 1970. */
  readonly now: number;
  /** What the server calls it, as the page reaches it. */
  readonly urlOf: (path: string) => string;
  readonly shop: () => void;
  /** Somebody is about to open the shop. */
  readonly shopNear: () => void;
  /** The shop was asked for, and is on its way. */
  readonly shopOpens: boolean;
  /** What comes after the first view. */
  readonly more: More | null;
}

export type SectionTemplate = (state: WidgetState, strings: Strings, view: View) => TemplateResult;

export interface More {
  /** Sections that are filled once the first view stands; until then they are empty, in their full size. */
  sections: Record<string, SectionTemplate>;
  /** How far it is to the next stage. */
  growth: SectionTemplate;
  /** One line: what today is good for. */
  today: SectionTemplate;
  /** It is evening where the user is. */
  isEvening: (state: WidgetState) => boolean;
  /** Asks for a picture that failed once more. */
  redraw: () => void;
  /** The last such request was refused. */
  refused: boolean;
  unfold: (section: string) => void;
  showDetails: (event: Event) => void;
}

/** What a face or a row shows where there is no buddy: its egg, or why there is none. */
export interface Instead {
  face: TemplateResult;
  words: TemplateResult;
}
