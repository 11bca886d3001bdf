import type { Configuration } from '../../../contract/configuration.ts';

/** Where a configuration names no stages, a buddy stays what it hatched as. */
const ONLY_STAGE = 'Hatchling';

export function stageLabel({ stages }: Configuration, stage: number): string {
  return stages?.find((one) => one.stage === stage)?.label ?? ONLY_STAGE;
}

export function stageCount({ stages }: Configuration): number {
  return Math.max(1, stages?.length ?? 0);
}
