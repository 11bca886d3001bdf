/**
 * How many cases a property is tried with. Tests of mutants try a part of them (vitest.mutation-engine.config.ts): each
 * mutant that survives pays for all.
 */
export const cases = (many: number): number => Math.ceil(many * Number(process.env['PROPERTY_SHARE'] ?? 1));
