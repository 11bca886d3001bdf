import { svg } from '../pen/svg.ts';

/** For who owns no background: translucent white and ink only, so that it takes the colour it is laid over. */
export const plain = svg`<path d="M0 0H1024V640H0Z" fill="#fff" fill-opacity=".3"/><path d="M0 470Q256 400 512 452T1024 420V640H0Z" fill="#fff" fill-opacity=".3"/><path d="M0 520Q300 470 560 512T1024 490V640H0Z" fill="#2b2440" fill-opacity=".08"/>`;
