// The egg, in the place that its buddy is going to have.

const nest = document.querySelector('#nest');
const [title, line, warmth, picture, button] = ['title', 'line', 'warmth', 'picture', 'hatch'].map((name) =>
  nest.querySelector(`#nest-${name}`),
);

const ALT = {
  waiting: 'An egg, waiting in its nest',
  ready: 'A glowing egg, ready to hatch',
  hatching: 'An egg cracking open, two eyes peeking out',
};
const TITLE = { waiting: 'An egg, just for you', ready: 'It is ready', hatching: 'Here it comes' };
const WARMER = [
  'It hatches when it is warm. Three activities will do.',
  'It is getting warmer. Two more.',
  'You can hear something move. One more.',
];
const LINE = {
  ready: 'Something taps on the shell. Hatch it whenever you like.',
  hatching: 'The shell is cracking.',
};

/** What the backend says of the egg, as the learner sees it. */
export function showEgg({ egg: { status }, pictures, warmth: done, warm_after }) {
  for (const url of Object.values(pictures)) new Image().src = url;
  const wasCooler = Number(nest.dataset.warmth) < done;
  nest.dataset.warmth = done;
  nest.dataset.status = status;
  picture.src = pictures[status];
  picture.alt = ALT[status];
  title.textContent = TITLE[status];
  say(LINE[status] ?? WARMER[done]);
  warmth.setAttribute('aria-label', `Warmth: ${done} of ${warm_after}`);
  warmth.replaceChildren(...Array.from({ length: warm_after }, (_, index) => drop(index < done)));
  button.disabled = status !== 'ready';
  button.textContent = status === 'hatching' ? 'Hatching …' : 'Hatch';
  if (wasCooler && status !== 'hatching') wiggle();
}

/** Said aloud to who cannot see it. */
export function say(text) {
  line.textContent = text;
}

export function onHatch(hatch) {
  button.addEventListener('click', hatch);
}

function drop(isWarm) {
  const mark = document.createElement('i');
  mark.className = isWarm ? 'on' : '';
  return mark;
}

function wiggle() {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  picture.animate({ rotate: ['0deg', '-3deg', '3deg', '-2deg', '0deg'] }, { duration: 700, easing: 'ease-in-out' });
}
