/** What goes first where not everything can: what a call caused, then what a sweep caused, then replays. */
export const PRIORITY = { call: 0, sweep: 1, replay: 2 } as const;
