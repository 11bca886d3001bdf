import { svg } from '../pen/svg.ts';

/**
 * Scenes fill 1024 × 640 and stay paler than any creature. They are cropped to any shape: the middle (x 340…680) and the
 * ground (y 520…640) are calm, sun and moon stand at the upper left where neither hats nor companions reach, and what
 * tells the place lies in x 200…824, which the square picture shows, too.
 */
export function scene(sky: readonly [top: string, bottom: string], drawing: string): string {
  return svg`<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop stop-color="${sky[0]}"/><stop offset="1" stop-color="${sky[1]}"/></linearGradient>
    <path d="M0 0H1024V640H0Z" fill="url(#sky)"/>${wholeUnits(drawing)}`;
}

/** A scene is soft and large: paths in whole units are fine enough, and smaller. */
function wholeUnits(drawing: string): string {
  return drawing.replace(/ d="[^"]*"/g, (path) =>
    path.replace(/-?\d*\.\d+/g, (number) => String(Math.round(Number(number)) || 0)),
  );
}
