import { blob, curve } from '../pen/shape.ts';
import { svg } from '../pen/svg.ts';
import { cloud, flower } from './nature.ts';
import { scene } from './scene.ts';

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

const arc = (r: number, colour: string, alpha: number) =>
  svg`<path d="M${512 - r} 480A${r} ${r} 0 0 1 ${512 + r} 480" fill="none" stroke="${colour}" stroke-width="21" stroke-opacity="${alpha}"/>`;

/** The ground one stands on flies, too. */
const ground = svg`<path d="${blob([
  [130, 580, 0.5],
  [260, 680],
  [512, 720],
  [764, 680],
  [894, 580, 0.5],
])}" fill="#c49ad0"/><path d="${blob([
  [110, 578, 0.6],
  [280, 530],
  [512, 516],
  [744, 530],
  [914, 578, 0.6],
  [800, 624],
  [660, 606],
  [512, 632],
  [380, 610],
  [240, 626],
])}" fill="#9adfae"/>`;

export const floating_islands = scene(
  ['#a7c4ff', '#ffe3f0'],
  svg`${arc(430, '#ffb3c7', 0.7)}${arc(409, '#ffe3a3', 0.8)}${arc(388, '#b5ecd0', 0.8)}${arc(367, '#c5b8ff', 0.8)}
  ${cloud(770, 84, 52)}${cloud(286, 76, 38, 0.75)}${cloud(60, 130, 54, 0.8)}${cloud(960, 170, 50, 0.75)}
  ${island(272, 268, 74)}<path d="M272 252v-50" stroke="#a0764f" stroke-width="10" stroke-linecap="round"/><circle cx="272" cy="174" r="34" fill="#ff9fbe"/><circle cx="261" cy="163" r="20" fill="#ffbdd2"/>
  ${island(764, 318, 70)}<path d="M736 304v-56h54v56z" fill="#fff5e6"/><path d="M724 252l39 -44 39 44z" fill="#f2766b"/><path d="M756 304v-25h15v25z" fill="#b37a52"/>
  <path d="${curve([
    [772, 334],
    [780, 384],
    [772, 430],
  ])}" fill="none" stroke="#d9f3ff" stroke-width="11" stroke-linecap="round"/>
  ${island(80, 390, 50)}${island(950, 404, 44)}
  ${cloud(250, 466, 76, 0.85)}${cloud(810, 486, 88, 0.85)}${cloud(520, 470, 56, 0.55)}${cloud(60, 560, 70, 0.8)}${cloud(1000, 556, 80, 0.8)}
  ${ground}${flower(246, 568, '#fff')}${flower(800, 566, '#ff9db0')}${flower(300, 596, '#ff9db0')}`,
);
