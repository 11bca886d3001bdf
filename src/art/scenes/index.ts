import type { BuiltinItem } from '../../contract/buddy/art.ts';
import * as islands from './islands.ts';
import * as outdoors from './outdoors.ts';
import * as room from './room.ts';

/** Every scene, under the name configurations use. */
export const SCENES: Partial<Record<BuiltinItem, string>> = { ...outdoors, ...room, ...islands };
export { plain } from './plain.ts';
