import { animate } from '../look/motion.ts';

const SPARKS = 16;
const COLORS = ['--gold', '--accent', '--flame'];

/** A quiet burst around the picture, gone after a second. */
export function celebrate(picture: Element | null): void {
  if (!picture) return;
  animate(picture.querySelector('[part=image]'), { scale: [1, 1.06, 0.98, 1] }, { duration: 700 });
  for (let index = 0; index < SPARKS; index++) {
    const spark = document.createElement('b');
    spark.className = 'spark';
    spark.style.background = `var(${COLORS[index % COLORS.length]})`;
    const angle = (index / SPARKS) * 2 * Math.PI;
    const reach = 84 + Math.random() * 48;
    const [x, y] = [Math.cos(angle) * reach, Math.sin(angle) * reach * 0.8];
    picture.append(spark);
    const flight = animate(
      spark,
      {
        translate: ['0 0', `${x}px ${y}px`, `${x}px ${y + 24}px`],
        scale: [0.2, 1, 0.4],
        opacity: [0, 1, 0],
      },
      { duration: 900 + Math.random() * 500 },
    );
    removeAfter(flight, spark);
  }
}

export function removeAfter(animation: Animation | undefined, element: Element): void {
  if (animation) animation.onfinish = () => element.remove();
  else element.remove();
}
