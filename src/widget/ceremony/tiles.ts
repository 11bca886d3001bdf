import { animate } from '../look/motion.ts';
import { boxIn, middle } from './layer.ts';
import { burst } from './particles.ts';

/** The badge's own tile turns and is gold on its other side. */
export function celebrateBadge(layer: Element, tile: Element | undefined): void {
  if (!tile) return;
  const medal = tile.querySelector('.icon') ?? tile;
  animate(
    medal,
    {
      transform: [
        'perspective(300px) rotateY(0)',
        'perspective(300px) rotateY(180deg) scale(1.3)',
        'perspective(300px) rotateY(360deg)',
      ],
    },
    { duration: 900 },
  );
  burst(layer, middle(boxIn(layer, medal)), 12, 44);
}

/** The skill's own bar fills to its end before it begins anew, and its level jumps. */
export function celebrateSkill(layer: Element, row: Element | undefined): void {
  if (!row) return;
  const bar = row.querySelector('.bar i');
  animate(bar, { inlineSize: ['', '100%', '100%', ''] }, { duration: 1200 });
  animate(row.querySelector('.soft'), { scale: [1, 1.35, 1] }, { duration: 600, delay: 500 });
  const end = boxIn(layer, row.querySelector('.bar') ?? row);
  const rtl = row.matches(':dir(rtl)');
  burst(layer, { x: rtl ? end.x : end.x + end.width, y: end.y + end.height / 2 }, 8, 30);
}
