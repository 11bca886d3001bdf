import { iconOf } from '../look/icons.ts';

export const check = iconOf('m5 13 4 4L19 7');
export const close = iconOf('m6 6 12 12M18 6 6 18');
export const lock = iconOf('M6 11h12v9H6Zm2 0V8a4 4 0 0 1 8 0v3');
