import { addPicture, boxIn, cover, middle, over, removeAfter } from '../ceremony/layer.ts';
import { burst } from '../ceremony/particles.ts';
import { animate, movesFreely } from '../look/motion.ts';

const CRACK = 'M6 42 18 50 27 38 39 52 50 40 62 53 72 39 82 51 94 43';
const STILL_MS = 800;

/** What a hatching needs to know of its newcomer, once it is there. */
export interface Newcomer {
  figure: string;
  blink: string | null;
  /** The figure waving. */
  wave: string | null;
  alt: string;
}

/**
 * An egg opens, in two and a half seconds: it shakes, cracks, light comes through, the shell flies apart, and the newcomer
 * pops up, looks around, looks at you, blinks and waves. Under reduced motion it is three stills.
 * @param stage holds the egg's picture, `[part=image]`
 * @param newcomer resolves when its picture has loaded; until then the egg shakes on
 * @param skipped aborts when a person wants to go on
 */
export async function hatching(stage: HTMLElement, newcomer: Promise<Newcomer>, skipped: AbortSignal): Promise<void> {
  const egg = stage.querySelector<HTMLImageElement>('[part=image]')!;
  const moves = movesFreely();
  if (moves) await shake(stage, egg, newcomer, skipped);
  else await still(stage, 'cracked', skipped);
  const { figure, blink, wave, alt } = await newcomer;
  if (moves && !skipped.aborted) await open(stage, egg, skipped);
  else await still(stage, 'light', skipped);
  egg.src = figure;
  egg.alt = alt;
  egg.classList.add('newcomer');
  stage.querySelectorAll('.crack').forEach((crack) => crack.remove());
  if (!moves || skipped.aborted) {
    egg.src = wave ?? figure;
    return;
  }
  animate(
    egg,
    {
      transform: ['translateY(40%) scale(.4)', 'translateY(-6%) scale(1.08)', 'translateY(0) scale(1)'],
      opacity: [0, 1, 1],
    },
    { duration: 620, easing: 'cubic-bezier(.3,1.4,.5,1)' },
  );
  await glance(stage, egg, blink, skipped);
  egg.src = wave ?? figure;
  animate(egg, { transform: ['none', 'translateY(-3%) scale(1.03)', 'none'] }, { duration: 420 });
  burst(stage, middle(boxIn(stage, egg)), 48, 150);
}

/** 0 to 900 ms, and again until the newcomer is there. */
async function shake(
  stage: HTMLElement,
  egg: Element,
  newcomer: Promise<unknown>,
  skipped: AbortSignal,
): Promise<void> {
  let there = false;
  void newcomer.then(
    () => (there = true),
    () => (there = true),
  );
  const dark = cover(stage, 'dark', new DOMRect(0, 0, stage.offsetWidth, stage.offsetHeight));
  animate(dark, { opacity: [0, 1] }, { duration: 400, fill: 'both' });
  const crack = drawCrack(stage, egg);
  do {
    const wobble = { rotate: ['0deg', '-4deg', '4deg', '-5deg', '5deg', '-3deg', '0deg'] };
    await played(animate(egg, wobble, { duration: 450, easing: 'ease-in-out' }), skipped);
    if (!crack.dataset['shown']) {
      crack.dataset['shown'] = 'true';
      const line = crack.querySelector('path');
      await played(animate(line, { strokeDashoffset: ['1', '0'] }, { duration: 450, fill: 'both' }), skipped);
    }
  } while (!there && !skipped.aborted && egg.isConnected);
}

function drawCrack(stage: HTMLElement, egg: Element): HTMLElement {
  const crack = cover(stage, 'crack', boxIn(stage, egg));
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 100 100');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', CRACK);
  line.setAttribute('pathLength', '1');
  svg.append(line);
  crack.append(svg);
  return crack;
}

/** 900 to 1500 ms: light through the crack, a flash, and the halves of the shell fly. */
async function open(stage: HTMLElement, egg: HTMLImageElement, skipped: AbortSignal): Promise<void> {
  const box = boxIn(stage, egg);
  const light = cover(stage, 'light', box);
  await played(
    animate(light, { scale: [0.1, 0.7, 1.3], opacity: [0, 0.8, 1] }, { duration: 400, fill: 'both' }),
    skipped,
  );
  for (const half of ['top', 'bottom']) {
    const shell = cover(stage, `shell ${half}`, box);
    addPicture(shell, egg.src);
    const up = half === 'top';
    const frames = {
      translate: ['0 0', up ? '18% -70%' : '-8% 40%'],
      rotate: ['0deg', up ? '50deg' : '-14deg'],
      opacity: [1, 1, 0],
    };
    void removeAfter(
      animate(shell, frames, { duration: 700, fill: 'both', easing: 'cubic-bezier(.2,.7,.4,1)' }),
      shell,
    );
  }
  void removeAfter(animate(light, { opacity: [1, 0] }, { duration: 600, delay: 150, fill: 'both' }), light);
  const dark = stage.querySelector('.dark')!;
  void removeAfter(animate(dark, { opacity: [1, 0] }, { duration: 500, fill: 'both' }), dark);
}

/** It looks left and right, at you, and blinks. */
async function glance(
  stage: HTMLElement,
  figure: HTMLImageElement,
  blink: string | null,
  skipped: AbortSignal,
): Promise<void> {
  const turns = { transform: ['none', 'skewX(5deg) translateX(-4%)', 'skewX(-5deg) translateX(4%)', 'none'] };
  await played(animate(figure, turns, { duration: 800, delay: 500, easing: 'ease-in-out' }), skipped);
  if (!blink) return;
  const lids = cover(stage, 'lids', boxIn(stage, figure));
  addPicture(lids, blink);
  await played(animate(lids, { opacity: [0, 1, 1, 0] }, { duration: 260 }), skipped);
  lids.remove();
}

/** One of the stills that take the place of motion. */
async function still(stage: HTMLElement, name: string, skipped: AbortSignal): Promise<void> {
  if (skipped.aborted) return;
  const egg = stage.querySelector('[part=image]')!;
  if (name === 'cracked') drawCrack(stage, egg);
  const light = name === 'light' ? cover(stage, 'light still', boxIn(stage, egg)) : null;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, STILL_MS);
    skipped.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
  light?.remove();
}

/** Waits for an animation, which ends at once when it is skipped. */
function played(animation: Animation | undefined, skipped: AbortSignal): Promise<void> {
  if (skipped.aborted) animation?.finish();
  else skipped.addEventListener('abort', () => animation?.finish(), { once: true });
  return over(animation);
}
