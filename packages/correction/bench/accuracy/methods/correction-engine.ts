import type { Dataset } from '@stock-analyzer/schema';
import { createValidator } from '@stock-analyzer/validator';
import { decideByPolicy, proposeCorrections, strictPolicy } from '../../../src/index';
import type { Method, Verdict } from './method';

const NOW = '2025-10-10T00:00:00.000Z';

/** Our own: the validator's findings and the correction plan made from them. */
export const correctionEngine: Method = {
  name: 'engine',
  look(week: Dataset, earlier: readonly Dataset[]): Verdict {
    const context = { now: new Date(NOW), earlier };
    const { issues } = createValidator(week.schema).validate(week, context);
    const options = { createdAt: NOW, earlier };
    const plan = proposeCorrections(week, issues, options);
    const accepted = new Set(decideByPolicy(plan, strictPolicy).map(({ proposal }) => proposal));
    return {
      changes: plan.proposals.map(({ id, row, field, to, confidence, group }) => ({
        row,
        field,
        to,
        automatic: accepted.has(id),
        confidence,
        group,
      })),
      shown: [
        ...plan.flagged.map(({ row, field }) => ({ row, field })),
        ...issues.flatMap(({ row, field, severity }) => (severity === 'error' ? [{ row, field }] : [])),
      ],
      plausibleWarnings: issues.filter(({ code }) => code === 'out_of_plausible_range').length,
    };
  },
};
