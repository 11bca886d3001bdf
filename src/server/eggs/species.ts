import { hash } from 'node:crypto';
import type { Configuration } from '../../contract/configuration/configuration.ts';
import { speciesOf } from '../../engine/index.ts';

/** One of the configuration's species, by a hash of the user id: always the same for the same user. */
export function speciesFor(configuration: Configuration, user_id: string): string {
  const among = speciesOf(configuration);
  return among[Number.parseInt(hash('sha256', user_id, 'hex').slice(0, 8), 16) % among.length]!;
}
