import { svg } from '../pen/svg.ts';

/** Scenes fill 1024 × 640, stay paler than any creature, and keep a calm middle and a calm ground from y = 500 down. */
export function scene(sky: readonly [top: string, bottom: string], drawing: string): string {
  return svg`<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop stop-color="${sky[0]}"/><stop offset="1" stop-color="${sky[1]}"/></linearGradient>
    <path d="M0 0H1024V640H0Z" fill="url(#sky)"/><g transform="translate(0 -384) scale(2)">${drawing}</g>`;
}
