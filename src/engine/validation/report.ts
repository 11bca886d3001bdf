import type { Configuration, Finding } from '../../contract/configuration/configuration.ts';

/** Where findings go. The path says where in the document: `coin_rules.0.daily_cap`. */
export type Report = (path: string, code: string, message: string) => void;

/** One thing that is looked at in a document whose shape is right. */
export type Check = (config: Configuration, report: Report) => void;

/** How many findings are reported; a document with more is wrong in one place that repeats. */
const MOST_FINDINGS = 200;

export function findingsOf(checks: readonly Check[], config: Configuration): Finding[] {
  const findings: Finding[] = [];
  const report: Report = (path, code, message) => {
    if (findings.length < MOST_FINDINGS) findings.push({ path, code, message });
  };
  for (const check of checks) check(config, report);
  return findings;
}
