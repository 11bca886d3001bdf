import { tones } from '../../pen/paint.ts';

export const SHELL = tones('#ffc24a', '#ea9a2c', '#ffe09a');
export const METAL = tones('#c4cfe6', '#93a2c6', '#e9effa');
export const BRASS = tones('#e0913a', '#b96a27', '#ffc078');
export const TEAL = tones('#35b6c9', '#1f8ea8', '#85e0ea');
export const SCREEN = '#28264a';
export const LIGHT = '#86fbe6';
