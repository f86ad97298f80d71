import { memo } from '../../memo';
import { defineRule, type RuleData, type TableRule } from '../../rules/rule';
import { say } from '../../words';
import type { LensesOf } from '../baseline/lens';
import { hasNumbers } from '../baseline/scale';
import { rowsInEarlierWeeks } from '../matching';
import { four } from './figures';

/** Fewer values than this do not tell that a column, or a week, stands still. */
const FEWEST = 30;

/** Of a whole week that is new, at least one value in a hundred moves. */
const WHOLE_WEEK = 0.99;

interface Still {
  readonly compared: number;
  readonly same: number;
}

/** By field, how many values are what they were in the newest approved week. */
const stillOf = memo((data: RuleData): (Still | undefined)[] => {
  const { table, earlier } = data;
  const before = earlier.at(-1)?.table;
  const rows = rowsInEarlierWeeks(data).at(-1);
  return table.columns.map((column, index) => {
    const then = before?.columns[index];
    if (!rows || !hasNumbers(column) || !hasNumbers(then)) return undefined;
    const counts = new Uint32Array(2);
    countPairs(column.numbers, then.numbers, rows, counts);
    const [moved = 0, same = 0] = counts;
    return { compared: moved + same, same };
  });
});

/** Counts the values that have one before: first those that moved, then those that did not. */
function countPairs(
  numbers: Float64Array,
  before: Float64Array,
  rows: Int32Array,
  counts: Uint32Array,
): void {
  for (let row = 0; row < rows.length; row++) {
    const then = rows[row]!;
    if (then < 0) continue;
    const apart = numbers[row]! - before[then]!;
    if (!Number.isNaN(apart)) counts[apart === 0 ? 1 : 0]!++;
  }
}

/**
 * A column that moves every week has moved. Which do is told by approved weeks, two at least: those of which half
 * of the values move. A column is stale if the share of values that did not move is `still` (default 0.98) or more.
 * Where nearly no value of any column moved, the whole is last week's data under another date.
 */
export function staleColumn(lensesOf: LensesOf): TableRule {
  return defineRule({
    name: 'stale-column',
    code: 'stale_column',
    level: 'weeks',
    severity: 'warning',
    tunables: { still: 0.98 },
    prepare(data, { still = 1 }) {
      if (data.earlier.length === 0) return 'no_earlier_weeks';
      const found = stillOf(data);
      return {
        run(report) {
          for (const { field, index, known } of lensesOf(data) ?? []) {
            const { compared, same } = found[index] ?? { compared: 0, same: 0 };
            if (compared < FEWEST || same < still * compared) continue;
            if (known.moves && known.moves.still <= 0.5) report(null, field, same / compared);
          }
          const sum = (part: keyof Still) => found.reduce((total, each) => total + (each?.[part] ?? 0), 0);
          const compared = sum('compared');
          if (compared >= FEWEST && sum('same') >= WHOLE_WEEK * compared) {
            report(null, null, sum('same') / compared);
          }
        },
        explain({ field, detail }, language) {
          const share = four(100 * detail);
          return {
            expected: say(language, 'values that move', '변동하는 값'),
            message: field
              ? say(
                  language,
                  `${share} percent of ${field.name} is what it was last week, and it moves every week`,
                  `매주 변동하는 ${field.name} 값의 ${share} %가 지난주와 같습니다`,
                )
              : say(
                  language,
                  `${share} percent of all numbers are last week's: is this last week's file?`,
                  `전체 숫자의 ${share} %가 지난주와 같습니다: 지난주 파일이 아닌지 확인하십시오`,
                ),
            evidence: { unchanged_percent: share },
          };
        },
      };
    },
  });
}
