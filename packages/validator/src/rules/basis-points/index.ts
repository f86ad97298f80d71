import { say, show, showNumber, showRange } from '../../words';
import { builtIn } from '../rule';
import { basisPointRows } from './evidence';
import { spreadOfColumn } from './spread';

/**
 * A percentage is not written in basis points: 15.5 %, not 1550.
 *
 * A large number alone proves nothing (ABBV's return on equity really is 436.61 %), so all of this has to hold:
 *
 * 1. The value lies more than 3 times beyond its plausible bound, and its hundredth within the plausible range.
 * 2. In the column, it is at least 4 robust standard deviations from the median, its hundredth at most 2.
 *    Distances are measured between quartiles on the scale asinh(v ÷ median |v|), each side by itself
 *    (see `spreadOf`).
 * 3. The same among its industry, where that has at least 30 values.
 * 4. If it is negative, at most 1 % of the column lies below the plausible range: losses have no floor, a
 *    company without sales has a margin of −36,538 %.
 *
 * A column of fewer than 30 values has no distribution of its own: there a positive value more than 5 times
 * beyond its bound is reported, if its hundredth is plausible. A whole column in basis points is another
 * matter, `column_unit`.
 */
export const basisPoints = builtIn({
  name: 'basis-points',
  code: 'percentage_basis_points',
  severity: 'warning',
  level: 'dataset',
  compile(field) {
    if (field.kind !== 'percentage' || field.unit !== 'percent' || !field.plausible) return undefined;
    return (column, report, table) => {
      for (const row of basisPointRows(column, table)) report(row, column.numbers[row]! / 100);
    };
  },
  explain({ field, value, detail, column }, language) {
    const suggestion = Number(detail.toPrecision(15));
    const expected = showRange(field.plausible ?? {}, field.unit, language);
    const median = showNumber(Number((spreadOfColumn(column)?.median ?? 0).toPrecision(4)));
    return {
      expected,
      suggestion,
      message: say(
        language,
        `${field.name} ${show(value)} looks like basis points: ${show(suggestion)} percent would be usual (median of the column: ${median})`,
        `${field.name} 값 ${show(value)}은(는) 베이시스 포인트로 보입니다: ${show(suggestion)} %가 통상적입니다 (열 중앙값: ${median})`,
      ),
    };
  },
});
