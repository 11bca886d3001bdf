import { blob, curve, ellipsePath, roundRect } from '../pen/shape.ts';
import { svg } from '../pen/svg.ts';
import { scene } from './scene.ts';

function cloud(x: number, y: number, size: number, fill = '#fff', alpha = 0.9): string {
  return svg`<path d="M${x - size} ${y}a${size * 0.4} ${size * 0.4} 0 0 1 ${size * 0.2} ${-size * 0.7}a${size * 0.5} ${size * 0.5} 0 0 1 ${size * 0.9} ${-size * 0.18}a${size * 0.42} ${size * 0.42} 0 0 1 ${size * 0.64} ${size * 0.3}a${size * 0.3} ${size * 0.3} 0 0 1 ${size * 0.1} ${size * 0.58}z" fill="${fill}" fill-opacity="${alpha}"/>`;
}

function flower(x: number, y: number, fill: string): string {
  return svg`<path d="M${x} ${y + 4}v16" stroke="#5da85c" stroke-width="4" stroke-linecap="round"/><path d="${[0, 72, 144, 216, 288].map((turn) => ellipsePath(x + Math.sin((turn * Math.PI) / 180) * 7, y - Math.cos((turn * Math.PI) / 180) * 7, 5.5, 5.5)).join('')}" fill="${fill}"/><circle cx="${x}" cy="${y}" r="4.5" fill="#ffd45e"/>`;
}

export const sunny_meadow = scene(
  ['#b9e6fb', '#eefaf0'],
  svg`<circle cx="104" cy="104" r="76" fill="#fff6cc" fill-opacity=".7"/><circle cx="104" cy="104" r="48" fill="#ffdf7e"/>
  ${cloud(330, 120, 54)}${cloud(450, 206, 38, '#fff', 0.75)}${cloud(190, 214, 30, '#fff', 0.6)}
  <path d="${blob([
    [-60, 370],
    [60, 290],
    [190, 340],
    [330, 285],
    [460, 320],
    [600, 300],
    [600, 600],
    [-60, 600],
  ])}" fill="#c9ecb0"/>
  <path d="${blob([
    [-60, 420],
    [90, 372],
    [260, 400],
    [420, 356],
    [600, 390],
    [600, 620],
    [-60, 620],
  ])}" fill="#a9de95"/>
  <path d="${blob([
    [-80, 450],
    [120, 418],
    [300, 426],
    [470, 408],
    [620, 430],
    [620, 640],
    [-80, 640],
  ])}" fill="#8bcf80"/>
  <path d="M64 352v-34M432 330v-40" stroke="#8a6a4f" stroke-width="9" stroke-linecap="round"/><circle cx="64" cy="298" r="31" fill="#86cf86"/><circle cx="54" cy="290" r="19" fill="#9edc97"/><circle cx="432" cy="264" r="37" fill="#86cf86"/><circle cx="420" cy="254" r="23" fill="#9edc97"/>
  ${flower(52, 462, '#ff9db0')}${flower(96, 482, '#fff')}${flower(446, 452, '#fff')}${flower(472, 484, '#ff9db0')}${flower(404, 486, '#c7a8ff')}
  <path d="M150 492l5 -15 5 15M346 484l5 -15 5 15M18 446l5 -15 5 15" fill="none" stroke="#68b566" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>`,
);

export const cosy_room = scene(
  ['#ffe9d0', '#ffdcb8'],
  svg`<path d="M0 60h512M0 140h512M0 220h512M0 300h512" stroke="#ffe2c2" stroke-width="22"/>
  <path d="${roundRect(42, 66, 160, 190, 16)}" fill="#c98f62"/><path d="${roundRect(54, 78, 136, 166, 8)}" fill="#a9d8f5"/><path d="M54 200q40 -40 76 -10t60 -20v68q0 6 -6 6H62q-8 0 -8 -8z" fill="#b6e2a8"/><circle cx="158" cy="112" r="18" fill="#fff3c4"/>${cloud(104, 132, 24)}
  <path d="M122 78v166M54 160h136" stroke="#c98f62" stroke-width="8"/><path d="M26 50h192" stroke="#9c6b4a" stroke-width="9" stroke-linecap="round"/>
  <path d="M34 52h40q4 110 -30 176h-22q16 -80 12 -176zM210 52h-40q-4 110 30 176h22q-16 -80 -12 -176z" fill="#f58f7c"/>
  <path d="M330 150h150" stroke="#b37a52" stroke-width="12" stroke-linecap="round"/><path d="M344 144v-54h18v54zM366 144v-44h15v44z" fill="#6fa8dc"/><path d="M384 144v-60h16v60z" fill="#f2b84b"/><path d="M406 144l10 -50 15 4 -9 46z" fill="#e8718d"/><path d="M444 144h28l-5 -26h-18z" fill="#d9825b"/><path d="M458 118q-22 -16 -16 -36q18 8 16 36q-2 -28 18 -34q6 22 -18 34" fill="#7cc08a"/>
  <path d="M0 398H512V512H0Z" fill="#d99f6c"/><path d="M0 398H512V410H0Z" fill="#c0855a"/><path d="M0 452H512M120 410V452M300 452V512M400 410V452M70 452V512" stroke="#c88d5e" stroke-width="4"/>
  <ellipse cx="256" cy="462" rx="214" ry="42" fill="#8fb8e8"/><ellipse cx="256" cy="462" rx="190" ry="34" fill="none" stroke="#e8f1ff" stroke-width="6"/><ellipse cx="256" cy="462" rx="160" ry="25" fill="#a9c9ef"/>
  <path d="M452 250v160" stroke="#9c6b4a" stroke-width="9"/><path d="M424 412h56" stroke="#9c6b4a" stroke-width="12" stroke-linecap="round"/><circle cx="452" cy="246" r="92" fill="#fff5c8" fill-opacity=".5"/><path d="M426 206h52l22 58h-96z" fill="#ffd27a" stroke="#ffd27a" stroke-width="8" stroke-linejoin="round"/>`,
);

export const seaside = scene(
  ['#93d8f7', '#e9f8ff'],
  svg`<circle cx="408" cy="96" r="70" fill="#fff4c2" fill-opacity=".7"/><circle cx="408" cy="96" r="42" fill="#ffd977"/>${cloud(120, 92, 46)}${cloud(250, 160, 30, '#fff', 0.7)}
  <path d="M0 268H512V440H0Z" fill="#6cc7dd"/><path d="M0 268H512V300H0Z" fill="#8fd8e8"/>
  <path d="M30 316q14 -10 28 0t28 0M190 334q14 -10 28 0t28 0M400 310q14 -10 28 0t28 0M300 356q14 -10 28 0t28 0M70 366q14 -10 28 0t28 0" fill="none" stroke="#d8f5fa" stroke-width="5" stroke-linecap="round"/>
  <path d="M62 262L112 180V262Z" fill="#fff"/><path d="M118 262V196L152 262Z" fill="#ffb3a0"/><path d="M50 270H164L148 292H68Z" fill="#e4705c"/>
  <path d="${blob([
    [-60, 400],
    [110, 386],
    [260, 400],
    [420, 380],
    [600, 396],
    [600, 620],
    [-60, 620],
  ])}" fill="#e8fafa"/>
  <path d="${blob([
    [-60, 414],
    [110, 398],
    [260, 412],
    [420, 392],
    [600, 408],
    [600, 620],
    [-60, 620],
  ])}" fill="#f8dfa8"/><path d="${blob([
    [-60, 480],
    [140, 468],
    [340, 486],
    [600, 466],
    [600, 640],
    [-60, 640],
  ])}" fill="#f2d08f"/>
  <path d="M430 470c-34 -4 -40 -34 -14 -44 6 -18 32 -18 36 0 26 8 20 40 -10 44z" fill="#ff9f8a"/><path d="M436 468V436M424 466L416 440M448 466L456 440" stroke="#e87c6b" stroke-width="4" stroke-linecap="round"/>
  <path d="${[0, 72, 144, 216, 288].map((turn) => ellipsePath(70 + Math.sin((turn * Math.PI) / 180) * 13, 470 - Math.cos((turn * Math.PI) / 180) * 13, 8, 8)).join('')}M60 460h20v20h-20z" fill="#ffb054"/>`,
);

const STARS = [
  [44, 60, 3],
  [96, 150, 2],
  [150, 50, 2.4],
  [210, 110, 2],
  [262, 44, 3],
  [330, 84, 2],
  [46, 250, 2.4],
  [110, 300, 2],
  [470, 210, 3],
  [430, 300, 2],
  [484, 330, 2.4],
  [300, 180, 1.8],
  [166, 214, 1.8],
  [490, 60, 2],
  [24, 170, 2],
] as const;
export const starry_night = scene(
  ['#262c68', '#6f93d6'],
  svg`<path d="M-20 90Q180 180 540 150V250Q240 250 -20 170Z" fill="#fff" fill-opacity=".05"/>
  <path d="${STARS.map(([x, y, r]) => ellipsePath(x, y, r, r)).join('')}" fill="#fff7d6"/>
  <path d="${[
    [70, 104, 11],
    [354, 40, 9],
    [456, 262, 10],
    [28, 326, 9],
  ]
    .map(([x, y, r]) => sparkle(x!, y!, r!))
    .join('')}" fill="#fff2b0"/>
  <circle cx="400" cy="122" r="92" fill="#fff5cf" fill-opacity=".14"/><circle cx="400" cy="122" r="64" fill="#fff1c4"/><circle cx="380" cy="106" r="12" fill="#f0d99c"/><circle cx="420" cy="140" r="16" fill="#f0d99c"/><circle cx="424" cy="92" r="8" fill="#f0d99c"/>
  <path d="${blob([
    [-60, 400],
    [80, 310],
    [200, 370],
    [330, 316],
    [450, 350],
    [600, 310],
    [600, 620],
    [-60, 620],
  ])}" fill="#4f6db4"/>
  <path d="${blob([
    [-60, 440],
    [120, 386],
    [300, 408],
    [440, 376],
    [600, 400],
    [600, 620],
    [-60, 620],
  ])}" fill="#3f5a9d"/>
  <path d="M60 420l-24 -2 20 -34h-12l22 -36 22 36h-12l20 34zM452 408l-28 -2 24 -38h-14l26 -42 26 42h-14l24 38z" fill="#304783"/>
  <path d="${blob([
    [-60, 456],
    [160, 424],
    [360, 432],
    [600, 420],
    [600, 640],
    [-60, 640],
  ])}" fill="#5f7dc6"/>
  <path d="${ellipsePath(80, 468, 4, 4)}${ellipsePath(140, 490, 3, 3)}${ellipsePath(420, 476, 4, 4)}${ellipsePath(472, 450, 3, 3)}" fill="#ffe68a"/>`,
);

function sparkle(x: number, y: number, r: number): string {
  return svg`M${x} ${y - r}Q${x} ${y} ${x + r} ${y}Q${x} ${y} ${x} ${y + r}Q${x} ${y} ${x - r} ${y}Q${x} ${y} ${x} ${y - r}Z`;
}

function island(x: number, y: number, size: number): string {
  return svg`<path d="${blob([
    [x - size, y, 0.4],
    [x - size * 0.66, y + size * 0.42],
    [x - size * 0.2, y + size * 0.7],
    [x, y + size * 1.1, 0.5],
    [x + size * 0.24, y + size * 0.62],
    [x + size * 0.7, y + size * 0.4],
    [x + size, y, 0.4],
  ])}" fill="#c49ad0"/>
  <path d="${blob([
    [x - size * 1.04, y, 0.5],
    [x - size * 0.5, y - size * 0.26],
    [x + size * 0.5, y - size * 0.26],
    [x + size * 1.04, y, 0.5],
    [x + size * 0.6, y + size * 0.2],
    [x + size * 0.2, y + size * 0.12],
    [x - size * 0.3, y + size * 0.24],
  ])}" fill="#9adfae"/>`;
}

export const floating_islands = scene(
  ['#a7c4ff', '#ffe3f0'],
  svg`<path d="M-10 330A290 290 0 0 1 522 330" fill="none" stroke="#ffb3c7" stroke-width="16" stroke-opacity=".75"/><path d="M6 338A274 274 0 0 1 506 338" fill="none" stroke="#ffe3a3" stroke-width="16" stroke-opacity=".8"/><path d="M22 346A258 258 0 0 1 490 346" fill="none" stroke="#b5ecd0" stroke-width="16" stroke-opacity=".8"/><path d="M38 354A242 242 0 0 1 474 354" fill="none" stroke="#c5b8ff" stroke-width="16" stroke-opacity=".8"/>
  ${cloud(420, 76, 44)}${cloud(150, 54, 30, '#fff', 0.75)}
  ${island(86, 214, 62)}<path d="M86 200v-40" stroke="#a0764f" stroke-width="8" stroke-linecap="round"/><circle cx="86" cy="138" r="28" fill="#ff9fbe"/><circle cx="77" cy="129" r="16" fill="#ffbdd2"/>
  ${island(436, 262, 56)}<path d="M414 250v-46h44v46z" fill="#fff5e6"/><path d="M404 208l32 -36 32 36z" fill="#f2766b"/><path d="M430 250v-20h12v20z" fill="#b37a52"/>
  <path d="${curve([
    [440, 274],
    [446, 310],
    [440, 344],
  ])}" fill="none" stroke="#d9f3ff" stroke-width="9" stroke-linecap="round"/>
  ${cloud(70, 372, 60, '#fff', 0.85)}${cloud(446, 396, 70, '#fff', 0.85)}${cloud(250, 360, 40, '#fff', 0.6)}
  <path d="${blob([
    [20, 462, 0.5],
    [120, 556],
    [256, 600],
    [392, 556],
    [492, 462, 0.5],
  ])}" fill="#c49ad0"/><path d="${blob([
    [10, 462, 0.6],
    [120, 424],
    [256, 414],
    [392, 424],
    [502, 462, 0.6],
    [420, 496],
    [340, 484],
    [256, 502],
    [160, 486],
    [90, 498],
  ])}" fill="#9adfae"/>
  ${flower(76, 448, '#fff')}${flower(430, 446, '#ff9db0')}`,
);
