import { defineRule, type TableRule } from '../../rules/rule';
import { say, showNumber } from '../../words';
import { decilesOf, driftOf } from '../baseline/drift';
import { FEWEST_VALUES } from '../baseline/learn';
import type { Lens, LensesOf } from '../baseline/lens';
import { sampleOf, unscaled } from '../baseline/scale';
import { four } from './figures';

/** Where one approved week is known it is not known how far the field drifts in a week: such returns differ every week. */
const UNLEARNED = 4;

/** A field may drift so many times further than it ever did between approved weeks. */
const THRICE = 3;

/**
 * A column's distribution is that of the newest approved week, by the population stability index over its
 * deciles (see `driftOf`). Told from `index` (default 0.25) on, and three times the largest drift between two
 * approved weeks; from four times `index` on where one approved week is known. Chance alone makes about
 * 9 × (1/n + 1/m) of n and m values; twice that is added.
 */
export function distributionDrift(lensesOf: LensesOf): TableRule {
  return defineRule({
    name: 'distribution-drift',
    code: 'distribution_drift',
    level: 'weeks',
    severity: 'warning',
    unless: ['column-empty', 'column-constant', 'column-unit', 'column-shifted'],
    tunables: { index: 0.25 },
    prepare(data, { index = 0 }) {
      const fields = lensesOf(data);
      if (!fields) return 'no_earlier_weeks';
      const scratch = new Float64Array(data.table.rowCount);
      const valuesOf = ({ column, known }: Lens) => sampleOf(column.numbers, scratch, known);
      const limitOf = ({ known }: Lens, count: number) =>
        (known.drift === null ? UNLEARNED * index : Math.max(index, THRICE * known.drift)) +
        18 * (1 / count + 1 / known.count);
      return {
        run(report) {
          for (const lens of fields) {
            const values = valuesOf(lens);
            if (values.length < FEWEST_VALUES) continue;
            const drift = driftOf(values, lens.known.deciles, lens.known);
            if (drift > limitOf(lens, values.length)) report(null, lens.field, drift);
          }
        },
        explain({ field, detail }, language) {
          const lens = fields.find((each) => each.field === field)!;
          const values = valuesOf(lens);
          const limit = four(limitOf(lens, values.length));
          const median = four(unscaled(decilesOf(values, lens.known)[4]!, lens.known));
          const before = four(unscaled(lens.known.deciles[4]!, lens.known));
          return {
            expected: say(language, `a stability index up to ${limit}`, `안정성 지수 ${limit} 이하`),
            message: say(
              language,
              `${lens.field.name} is distributed otherwise than in approved weeks: stability index ${four(detail)} (up to ${limit} is usual), median ${showNumber(median)} after ${showNumber(before)}`,
              `${lens.field.name} 분포가 승인된 주와 다릅니다: 안정성 지수 ${four(detail)} (통상 ${limit} 이하), 중앙값 ${showNumber(before)} → ${showNumber(median)}`,
            ),
            evidence: { stability_index: four(detail), limit, median, median_before: before },
          };
        },
      };
    },
  });
}
