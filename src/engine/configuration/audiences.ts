import type { Configuration } from '../../contract/configuration/configuration.ts';
import { DEFAULT_AUDIENCE } from '../../contract/limits.ts';

/** Without audiences of its own a configuration has one, `default`. */
export function audiencesOf({ audiences = [] }: Configuration): string[] {
  return audiences.length > 0 ? audiences.map(({ key }) => key) : [DEFAULT_AUDIENCE];
}
