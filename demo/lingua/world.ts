import { DEFAULT_MODE, modeOf } from '../../src/server/workspace/first-boot.ts';
import type { Parts } from '../../src/server/context.ts';
import type { World } from '../../src/server/store/rows.ts';

/** Where the demo lives: in the test world, unless a given key opens the other. */
export const demoWorld = ({ settings }: Pick<Parts, 'settings'>, customer_id: string): World => ({
  customer_id,
  mode: settings.bootstrap_secret_key ? modeOf(settings.bootstrap_secret_key) : DEFAULT_MODE,
});
