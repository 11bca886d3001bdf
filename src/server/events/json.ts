import { invalidFields } from '../../contract/errors.ts';
import { LIMITS } from '../../contract/limits.ts';

/** Refuses a customer's own JSON that is nested too deeply or too large to store. */
export function refuseUnwieldy(path: string, value: Record<string, unknown>): void {
  if (isDeeperThan(value, LIMITS.propertiesDepth)) {
    throw invalidFields([{ path, message: `is nested deeper than ${LIMITS.propertiesDepth} levels` }]);
  }
  if (Buffer.byteLength(JSON.stringify(value)) > LIMITS.propertiesBytes) {
    throw invalidFields([{ path, message: `is larger than ${LIMITS.propertiesBytes} bytes of JSON` }]);
  }
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const inner of Object.values(value)) if (isDeeperThan(inner, levels - 1)) return true;
  return false;
}
