/** Animates, unless the person asked for less motion or the page is hidden. */
export function animate(
  element: Element | null | undefined,
  frames: Keyframe[] | PropertyIndexedKeyframes,
  options: KeyframeAnimationOptions,
): Animation | undefined {
  return movesFreely() ? element?.animate(frames, { easing: 'cubic-bezier(.2,.8,.2,1)', ...options }) : undefined;
}

export function movesFreely(): boolean {
  return !document.hidden && !matchMedia('(prefers-reduced-motion: reduce)').matches;
}
