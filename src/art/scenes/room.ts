import { roundRect } from '../pen/shape.ts';
import { svg } from '../pen/svg.ts';
import { cloud } from './nature.ts';
import { scene } from './scene.ts';

const window = svg`<path d="${roundRect(196, 76, 176, 214, 18)}" fill="#c98f62"/><path d="${roundRect(209, 89, 150, 188, 9)}" fill="#a9d8f5"/><circle cx="330" cy="126" r="17" fill="#fff3c4"/>${cloud(262, 150, 26)}<path d="M209 232q44 -44 84 -11t66 -22v70q0 8 -8 8H217q-8 0 -8 -8z" fill="#b6e2a8"/>
  <path d="M284 89v188M209 184h150" stroke="#c98f62" stroke-width="9"/><path d="M180 290h208" stroke="#b37a52" stroke-width="12" stroke-linecap="round"/><path d="M172 58h224" stroke="#9c6b4a" stroke-width="10" stroke-linecap="round"/>
  <path d="M184 62h44q4 130 -34 216h-24q20 -92 14 -216zM384 62h-44q-4 130 34 216h24q-20 -92 -14 -216z" fill="#f58f7c"/>`;

const books = (x: number, y: number, colours: readonly string[]) =>
  colours
    .map(
      (fill, i) =>
        svg`<path d="${roundRect(x + i * 20, y - 52 - (i % 3) * 7, 17, 52 + (i % 3) * 7, 3)}" fill="${fill}"/>`,
    )
    .join('');

const shelf = svg`<path d="M664 196h196" stroke="#b37a52" stroke-width="14" stroke-linecap="round"/>${books(684, 189, ['#6fa8dc', '#f2b84b', '#8cc9a1', '#e8718d'])}
  <path d="M800 189h36l-6 -32h-24z" fill="#d9825b"/><path d="M818 157q-27 -20 -20 -44q22 10 20 44q-2 -34 22 -42q7 27 -22 42" fill="#7cc08a"/>`;

const lamp = svg`<circle cx="780" cy="330" r="104" fill="#fff5c8" fill-opacity=".5"/><path d="M780 336v168" stroke="#9c6b4a" stroke-width="11"/><path d="M746 506h68" stroke="#9c6b4a" stroke-width="14" stroke-linecap="round"/><path d="M750 282h60l26 72h-112z" fill="#ffd27a" stroke="#ffd27a" stroke-width="10" stroke-linejoin="round"/>`;

const chair = svg`<path d="${roundRect(-30, 330, 176, 190, 40)}" fill="#e59c86"/><path d="${roundRect(-50, 412, 216, 110, 34)}" fill="#ee9f8f"/><path d="${roundRect(112, 396, 56, 128, 26)}" fill="#f0b4a0"/>`;
const picture = svg`<path d="${roundRect(904, 110, 96, 116, 10)}" fill="#c98f62"/><path d="${roundRect(914, 120, 76, 96, 5)}" fill="#fff6e6"/><circle cx="952" cy="160" r="20" fill="#ffb9a6"/><path d="M914 206q38 -46 76 -6v16h-76z" fill="#a9d3b0"/>`;

export const cosy_room = scene(
  ['#ffe9d0', '#ffdcb8'],
  svg`<path d="M0 40h1024M0 130h1024M0 220h1024M0 310h1024M0 400h1024" stroke="#ffe2c2" stroke-width="26"/>${window}${shelf}${picture}
  <path d="M0 502H1024V640H0Z" fill="#d99f6c"/><path d="M0 502H1024V517H0Z" fill="#c0855a"/><path d="M0 572H1024M150 517V572M420 572V640M640 517V572M880 517V572M110 572V640M760 572V640" stroke="#c88d5e" stroke-width="5"/>
  ${chair}${lamp}<ellipse cx="512" cy="586" rx="300" ry="50" fill="#8fb8e8"/><ellipse cx="512" cy="586" rx="270" ry="40" fill="none" stroke="#e8f1ff" stroke-width="7"/><ellipse cx="512" cy="586" rx="230" ry="29" fill="#a9c9ef"/>`,
);
