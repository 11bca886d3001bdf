/** The order in which due deliveries are sent: those that a call caused, then those of sweeps, then replays. */
export const PRIORITY = { call: 0, sweep: 1, replay: 2 } as const;
