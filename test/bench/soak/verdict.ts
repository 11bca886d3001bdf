import type { Phase } from './report.ts';
import type { Rehearsal } from './rehearsal.ts';

/** While its database is cut off a server refuses, in words; nothing else may go wrong. */
const EXPLAINED_DURING = new Set(['503 service_unavailable']);
/** The timers and pools of a server hold some descriptors now and then. */
const SPARE_DESCRIPTORS = 8;

/** What is wrong, whatever the speed; nothing where all is well. */
export function faultsOf({ kind, phases, held, ready_ms, missing }: Rehearsal): string[] {
  const faults: string[] = [];
  if (missing.length > 0) faults.push(`${missing.length} acknowledged and missing: ${missing.slice(0, 5).join(', ')}`);
  if (ready_ms === null) faults.push('the server was not ready again within 30 s of the trouble');
  for (const phase of phases) {
    const unexplained = [...codesOf(phase)].filter((code) => !isExplained(code, kind, phase));
    if (unexplained.length > 0) faults.push(`${phase.name}: ${unexplained.join(', ')}`);
  }
  const [before, after] = [held.before.descriptors, held.after.descriptors];
  if (before !== null && after !== null && after > before + SPARE_DESCRIPTORS)
    faults.push(`${after} file descriptors are open, ${before} were before`);
  return faults;
}

const codesOf = ({ timed }: Phase): Set<string> => new Set(timed.map(({ code }) => code));

function isExplained(code: string, kind: Rehearsal['kind'], { name }: Phase): boolean {
  if (/^2\d\d$/.test(code)) return true;
  // SQLite is in the process itself: nothing can be cut there.
  return kind === 'postgres' && name.startsWith('during') && EXPLAINED_DURING.has(code);
}
