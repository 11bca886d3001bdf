/**
 * Idle life. Everything sits inside the media query, so that whoever asks for calm, and renderers without
 * animation, get the still picture. Transform and opacity only.
 */
const RULES = `
.breathe{animation:breathe 3.8s ease-in-out infinite;transform-origin:256px 462px}
.nod{animation:nod 3.8s ease-in-out infinite}
.lid{animation:lid 5.2s linear infinite}
.sway{animation:sway 4.6s ease-in-out infinite}
.flap-r{animation:flap-r 3.8s ease-in-out infinite}
.flap-l{animation:flap-l 3.8s ease-in-out infinite}
.cheer{animation:cheer 1.1s ease-in-out infinite}
.glow{animation:glow 2.6s ease-in-out infinite}
.hover{animation:hover 2.8s ease-in-out infinite}
.drift{animation:drift 3.6s ease-in-out infinite}
.rock{animation:rock 2.4s ease-in-out infinite}
@keyframes breathe{50%{transform:scale(.992,1.014)}}
@keyframes nod{50%{transform:translateY(1.5px)}}
@keyframes lid{0%,95.5%,100%{opacity:0}96.5%,98.5%{opacity:1}}
@keyframes sway{50%{transform:rotate(-4deg)}}
@keyframes flap-r{50%{transform:rotate(-5deg)}}
@keyframes flap-l{50%{transform:rotate(5deg)}}
@keyframes cheer{50%{transform:translateY(-4px) rotate(3deg)}}
@keyframes glow{50%{opacity:.55}}
@keyframes hover{50%{transform:translateY(-7px) rotate(3deg)}}
@keyframes drift{0%{transform:translate(-4px,6px);opacity:.2}40%{opacity:1}100%{transform:translate(6px,-12px);opacity:0}}
@keyframes rock{0%,60%,100%{transform:none}70%{transform:rotate(-4deg)}80%{transform:rotate(4deg)}90%{transform:rotate(-2deg)}}`;

/** Only the rules for classes that the picture uses. */
export function motionStyle(markup: string): string {
  const used = new Set([...markup.matchAll(/ class="([a-z-]+)"/g)].map((match) => match[1]));
  const rules = RULES.trim()
    .split('\n')
    .filter((rule) => used.has(/^(?:@keyframes |\.)([a-z-]+)/.exec(rule)?.[1]));
  return rules.length ? `<style>@media(prefers-reduced-motion:no-preference){${rules.join('')}}</style>` : '';
}
