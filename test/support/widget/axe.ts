import type { AxeResults, RunOptions } from 'axe-core';
import 'axe-core';
import { assert } from 'chai';

/** A script, not a module. */
declare const axe: { run(context: Element, options: RunOptions): Promise<AxeResults> };

/** What axe finds, as one would mend it. Contrast included: nothing moves, and what is shown is what is judged. */
export async function violationsOf(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element, { rules: { region: { enabled: false } }, resultTypes: ['violations'] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.failureSummary).join(' ')}`);
}

export async function expectAccessible(element: Element): Promise<void> {
  assert.deepEqual(await violationsOf(element), []);
}
