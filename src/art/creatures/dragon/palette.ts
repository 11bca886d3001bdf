import { tones } from '../../pen/paint.ts';

export const SKIN = tones('#3cc79c', '#1f9f83', '#86e8c4');
export const BELLY = tones('#fff0c4', '#f1d28f', '#fffaf0');
export const CORAL = tones('#ff8a66', '#e2634d', '#ffb59b');
export const MEMBRANE = tones('#ffb070', '#ee8a52', '#ffd2a6');
export const BEARD = tones('#f4efff', '#cdc0ea', '#ffffff');
export const HORN = tones('#ffe2a0', '#e6b060', '#fff5d6');
