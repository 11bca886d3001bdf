import type { Check } from './report.ts';

/** Stages count from 1 without a gap; the first is where every buddy begins, each other one needs a condition. */
export const stagesAreInOrder: Check = ({ stages = [] }, report) => {
  for (const [index, { stage, condition }] of stages.entries()) {
    if (stage !== index + 1) {
      report(`stages.${index}.stage`, 'stage_order', `Must be ${index + 1}: stages count from 1 without a gap.`);
    } else if (stage === 1 && condition) {
      report(
        `stages.${index}.condition`,
        'unexpected_condition',
        'Every buddy begins in stage 1. Remove the condition.',
      );
    } else if (stage > 1 && !condition) {
      report(`stages.${index}.condition`, 'missing_condition', `Stage ${stage} needs a condition that leads to it.`);
    }
  }
};
