import { describeLook } from '../../art/index.ts';
import { stageLabel, type CompiledConfig } from '../../engine/index.ts';
import type { BuddyRow } from '../store/rows.ts';

/** What the picture shows, in words, given that it shows the buddy as the row has it. */
export function describePicture(
  { name, state, picture_mood: mood }: BuddyRow,
  { config, language }: CompiledConfig,
): string {
  const look = { name, stageLabel: stageLabel(config, state.stage), mood, equipped: state.equipped };
  return describeLook(config, look, language);
}
