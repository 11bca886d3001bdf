import { tones } from '../../pen/paint.ts';

export const PLUME = tones('#8f72e0', '#6a4fc0', '#b9a4f5');
export const DEEP = tones('#6f54c4', '#5640a4', '#8f78de');
export const CREAM = tones('#fff1dd', '#ecd3bd', '#fffaf2');
export const HORN = tones('#ffab3d', '#e5842a', '#ffcf85');
export const GOLD = '#ffc63f';
