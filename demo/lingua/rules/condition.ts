import type { Condition } from 'hatched-buddy/sdk';

type Test = Extract<Condition, { metric: string }>;

export const atLeast = (metric: Test['metric'], key: string, value: number): Condition => ({
  metric,
  key,
  op: 'gte',
  value,
});
