import { svg, type SVGTemplateResult, html, type TemplateResult } from 'lit';
import { SOMEBODY } from './icons.ts';

/** Small pictures of a buddy that has a reason not to show itself: drawn here, as nothing can be fetched. */
export type Drawing = 'asleep' | 'searching' | 'waiting' | 'lost' | 'locked' | 'egg';

const EYES_SHUT = svg`<path d="M30 46q4 4 8 0M58 46q4 4 8 0" />`;
const eyes = (dx: number, dy: number): SVGTemplateResult =>
  svg`<g class="solid"><circle cx=${34 + dx} cy=${45 + dy} r="4" /><circle cx=${62 + dx} cy=${45 + dy} r="4" /></g>`;
const SMILE = svg`<path d="M42 56q6 5 12 0" />`;
const FLAT = svg`<path d="M43 58h10" />`;

const FACES: Record<Exclude<Drawing, 'egg'>, SVGTemplateResult> = {
  asleep: svg`${EYES_SHUT}${SMILE}<path class="sign" d="M76 28h9l-9 11h9M90 14h6l-6 8h6" />`,
  searching: svg`${eyes(3, -3)}${FLAT}<path class="sign" d="M80 34a14 14 0 0 1 0 18M87 28a24 24 0 0 1 0 30" />`,
  waiting: svg`${eyes(0, 2)}${SMILE}<path class="sign" d="M80 20h14l-7 9 7 9H80l7-9Z" />`,
  lost: svg`${eyes(-2, 0)}<path d="M44 59q4-4 8 0" /><path class="sign" d="M82 24a6 6 0 1 1 7 6c-2 1-2 2-2 4m0 6v.5" />`,
  locked: svg`${eyes(0, 0)}${FLAT}<path class="sign" d="M79 29h16v13H79Zm3 0v-4a5 5 0 0 1 10 0v4" />`,
};

/** A round somebody, or an egg that asks a question. */
export function drawing(name: Drawing): TemplateResult {
  return html`<svg class="drawing" viewBox="0 0 104 96" aria-hidden="true">
    <ellipse class="ground" cx="48" cy="88" rx="30" ry="4" />
    ${
      name === 'egg'
        ? svg`<path class="body" d="M48 16c18 0 30 26 30 42a30 30 0 0 1-60 0c0-16 12-42 30-42Z" />
            <path class="spot" d="M34 40a5 5 0 1 0 .1 0M60 56a7 7 0 1 0 .1 0" />
            <path d="M42 46a6 6 0 1 1 8 6c-2 1-2 2-2 5m0 7v.5" />`
        : svg`<path class="body" d=${SOMEBODY} />
            <path class="spot" d="M30 66a18 16 0 0 0 36 0 18 14 0 0 0-36 0Z" />
            <g class="cheek"><circle cx="26" cy="54" r="5" /><circle cx="70" cy="54" r="5" /></g>
            ${FACES[name]}`
    }
  </svg>`;
}
