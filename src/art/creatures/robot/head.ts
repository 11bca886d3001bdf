import { happyEye, squeezedEye, turned } from '../../body/face.ts';
import { solid, type Tones } from '../../pen/paint.ts';
import { at, type Rig, type Wearing } from '../../body/rig.ts';
import { blob, mirrored, scaled, roundRect, type Point } from '../../pen/shape.ts';
import { svg } from '../../pen/svg.ts';
import { METAL, BRASS, SCREEN, LIGHT } from './palette.ts';

const HEAD: Point[] = [
  [0, -1],
  [0.62, -0.97],
  [0.9, -0.8],
  [0.99, -0.3],
  [1, 0.35],
  [0.9, 0.82],
  [0.62, 0.98],
  [0, 1],
];

export function head(rig: Rig, shell: Tones, wearing: Wearing): string {
  const { w, h } = rig.head;
  const [a, b] = [w / 2, h / 2];
  const ear = at(rig.stage, [14, 16, 18, 20, 22]);
  const ears = [-1, 1]
    .map((side) =>
      solid(
        `ear${side}`,
        roundRect(side * a * 0.98 - ear * 0.7, -ear * 1.3, ear * 1.4, ear * 2.6, ear * 0.6),
        rig.stage > 3 ? BRASS : METAL,
        4,
      ),
    )
    .join('');
  const visor = roundRect(-a * 0.78, -b * 0.58, a * 1.56, b * 1.2, 38);
  const band = rig.stage >= 4 ? svg`<path d="M-120 ${-b * 0.86}h240v${b * 0.12}h-240z" fill="${BRASS.base}"/>` : '';
  return svg`${wearing.categories.has('head') ? '' : antennas(rig)}${ears}${solid('head', blob(scaled(mirrored(HEAD), a, b)), shell, 11, band)}
    <path d="${visor}" fill="${SCREEN}" stroke="${shell.glow}" stroke-width="5"/>
    <path d="M${-a * 0.62} ${-b * 0.3}Q${-a * 0.58} ${-b * 0.46} ${-a * 0.36} ${-b * 0.46}" fill="none" stroke="#fff" stroke-opacity=".35" stroke-width="6" stroke-linecap="round"/>
    ${turned(rig.expression, screenFace(rig, a, b))}`;
}

function screenFace(rig: Rig, a: number, b: number): string {
  const { eyes: look, mouth, gaze } = rig.expression;
  const { dx, y } = rig.eyes;
  const [rx, ry] = eyeSize(rig);
  const eyes = [-1, 1].map((side) => {
    const x = side * dx;
    if (look === 'squeezed') return squeezedEye(x, y, rx * 1.1, LIGHT, 9);
    if (look === 'happy') return happyEye(x, y, rx * 1.15, LIGHT, 9);
    if (look === 'closed')
      return svg`<path d="M${x - rx * 1.1} ${y + 2}Q${x} ${y + ry * 1.15} ${x + rx * 1.1} ${y + 2}" fill="none" stroke="${LIGHT}" stroke-width="8" stroke-linecap="round"/>`;
    return svg`<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${LIGHT}"/><circle cx="${x - rx * 0.3 + gaze.x * rx * 0.4}" cy="${y - ry * 0.36 + gaze.y * ry * 0.3}" r="${rx * 0.3}" fill="#fff"/>`;
  });
  const my = b * 0.34;
  const smile = {
    smile: svg`<path d="M${-a * 0.15} ${my}Q0 ${my + 16} ${a * 0.15} ${my}" fill="none" stroke="${LIGHT}" stroke-width="6" stroke-linecap="round"/>`,
    open: svg`<path d="M${-a * 0.2} ${my - 4}H${a * 0.2}Q${a * 0.16} ${my + 22} 0 ${my + 22}Q${-a * 0.16} ${my + 22} ${-a * 0.2} ${my - 4}Z" fill="${LIGHT}" stroke="${LIGHT}" stroke-width="4" stroke-linejoin="round"/>`,
    laugh: svg`<path d="M${-a * 0.26} ${my - 6}H${a * 0.26}Q${a * 0.21} ${my + 30} 0 ${my + 30}Q${-a * 0.21} ${my + 30} ${-a * 0.26} ${my - 6}Z" fill="${LIGHT}" stroke="${LIGHT}" stroke-width="4" stroke-linejoin="round"/>`,
    snore: svg`<ellipse cx="0" cy="${my + 5}" rx="7" ry="8" fill="${LIGHT}"/>`,
  }[mouth];
  const cheeks = [-1, 1]
    .map(
      (side) => svg`<ellipse cx="${side * a * 0.56}" cy="${b * 0.3}" rx="11" ry="7" fill="#ff7f96" fill-opacity=".8"/>`,
    )
    .join('');
  return eyes.join('') + brows(rig) + cheeks + smile;
}

function brows({ stage, eyes: { dx, y } }: Rig): string {
  return stage < 5
    ? ''
    : [-1, 1]
        .map(
          (side) =>
            svg`<path d="M${side * (dx - 16)} ${y - 28}Q${side * dx} ${y - 37} ${side * (dx + 20)} ${y - 25}" fill="none" stroke="#fff" stroke-width="7" stroke-linecap="round"/>`,
        )
        .join('');
}

const eyeSize = ({ stage }: Rig) => [at(stage, [17, 16, 15, 14.5, 14]), at(stage, [23, 22, 21, 20, 19])] as const;

export function lids(rig: Rig): string {
  if (rig.expression.eyes !== 'open') return '';
  const { dx, y } = rig.eyes;
  const [rx, ry] = eyeSize(rig);
  const lid = (x: number) =>
    svg`<ellipse cx="${x}" cy="${y}" rx="${rx + 2}" ry="${ry + 2}" fill="${SCREEN}"/><path d="M${x - rx} ${y + 4}h${2 * rx}" stroke="${LIGHT}" stroke-width="6" stroke-linecap="round"/>`;
  return turned(rig.expression, lid(-dx) + lid(dx) + brows(rig));
}

function antennas(rig: Rig): string {
  const { h } = rig.head;
  const size = at(rig.stage, [30, 38, 44, 48, 50]);
  const one = (
    x: number,
    lean: number,
    length: number,
    r: number,
  ) => svg`<path d="M${x} ${-h * 0.46}Q${x} ${-h * 0.5 - length * 0.5} ${x + lean} ${-h * 0.5 - length}" fill="none" stroke="${METAL.shade}" stroke-width="7" stroke-linecap="round"/>
    <circle cx="${x + lean}" cy="${-h * 0.5 - length}" r="${r}" fill="#ff6f7d"/><circle cx="${x + lean - r * 0.3}" cy="${-h * 0.5 - length - r * 0.3}" r="${r * 0.3}" fill="#fff" fill-opacity=".8"/>`;
  if (rig.stage < 5) return one(0, 6, size, 12);
  return one(-44, -16, size * 0.7, 10) + one(0, 0, size, 12) + one(44, 16, size * 0.7, 10);
}
