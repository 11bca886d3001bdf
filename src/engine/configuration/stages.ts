import type { Configuration, PlainConfiguration } from '../../contract/configuration/configuration.ts';

/** Where a configuration names no stages, a buddy stays what it hatched as. */
const ONLY_STAGE = 'Hatchling';

/**
 * The stage that is shown and drawn. Under rules with fewer stages it is their last one; the state keeps what the buddy
 * has reached, and rules with more of them show it again.
 */
export function shownStage(configuration: Configuration, reached: number): number {
  return Math.min(reached, stageCount(configuration));
}

export function stageLabel(configuration: PlainConfiguration, reached: number): string {
  const stage = shownStage(configuration, reached);
  return configuration.stages?.find((one) => one.stage === stage)?.label ?? ONLY_STAGE;
}

export function stageCount({ stages }: Configuration): number {
  return Math.max(1, stages?.length ?? 0);
}
