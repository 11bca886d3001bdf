/**
 * The rules, as pure functions: state, configuration and time go in, a decision comes out. Nothing here reads a clock,
 * uses chance or waits, and nothing changes what it was given.
 */
export type * from './types.ts';
export { initialState } from './state.ts';
export { audiencesOf } from './configuration/audiences.ts';
export { compile, type CompiledConfig } from './configuration/compile.ts';
export { languagesOf, plainConfiguration, wantedAmong } from './configuration/plain.ts';
export { languagesIn } from './configuration/accept-language.ts';
export type { Languages } from './configuration/texts.ts';
export { validate } from './validation/index.ts';

export { emptyEffects } from './draft.ts';
export { countersOfEvent, decideEvent } from './event.ts';
export { wake, nextWakeAt, moodAt } from './time.ts';
export { moveZone } from './streaks/move.ts';
export { migrate } from './migrate.ts';

export { countersOfPurchase, decidePurchase } from './market/purchase.ts';
export { decideEquipment, type EquipmentDecision } from './market/equipment.ts';
export { outfitOf } from './market/outfit.ts';
export { countersOfMarket, viewMarket } from './market/view.ts';
export { awardBadge, evolve, grantCoins, grantTokens, setSkills, spendCoins, spendTokens } from './admin.ts';

export { hintOfType } from './rules/unknown-type.ts';
export { readyBadges, viewBadges, viewEvolution, viewSkills, viewStreaks, viewTokens } from './views/buddy.ts';
export { metricValue } from './rules/metrics.ts';

export { viewEgg, viewLife, viewSeat, type LifeView } from './views/seat.ts';
export { shownStage, stageLabel } from './configuration/stages.ts';
export { choicesOf, firstName, speciesLabel, speciesOf } from './configuration/species.ts';
export { warmer } from './hatching.ts';
export { drawingNeeded, lookOf, type DrawingOrder } from './views/look.ts';
export { windowEnd, windowStart } from './windows.ts';
