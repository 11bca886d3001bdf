import type { BuiltinItem } from '../../contract/art.ts';
import * as scenes from './scenes.ts';

/** Every scene, under the name configurations use. */
export const SCENES: Partial<Record<BuiltinItem, string>> = scenes;
export { plain } from './plain.ts';
