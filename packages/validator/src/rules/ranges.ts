import type { Range } from '@stock-analyzer/schema';
import { say, show, showRange } from '../words';
import { type ColumnCheck, defineRule, type Explanation } from './rule';

/** Reports numbers outside of a range. NaN, which stands for missing, is outside of nothing. */
function outside(range: Range | undefined): ColumnCheck | undefined {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = range ?? {};
  if (min === Number.NEGATIVE_INFINITY && max === Number.POSITIVE_INFINITY) return undefined;
  return ({ numbers }, report) => {
    for (let row = 0; row < numbers.length; row++) {
      const value = numbers[row]!;
      if (value < min || value > max) report(row);
    }
  };
}

/** The number can be true: a price has not fallen by more than 100 %. */
export const possibleRange = defineRule({
  name: 'possible-range',
  code: 'out_of_possible_range',
  compile: (field) => outside(field.possible),
  explain({ field, value }, language): Explanation {
    const expected = showRange(field.possible ?? {}, field.unit, language);
    return {
      expected,
      message: say(
        language,
        `${field.name} ${show(value)} cannot be: it is outside of ${expected}`,
        `${field.name} 값 ${show(value)}은(는) 불가능한 값입니다 (가능 범위: ${expected})`,
      ),
    };
  },
});

/** The number is in its usual range. Outside of it there are true values too, so this only asks for a look. */
export const plausibleRange = defineRule({
  name: 'plausible-range',
  code: 'out_of_plausible_range',
  severity: 'warning',
  unless: ['possible-range', 'basis-points'],
  compile: (field) => outside(field.plausible),
  explain({ field, value }, language): Explanation {
    const expected = showRange(field.plausible ?? {}, field.unit, language);
    return {
      expected,
      message: say(
        language,
        `${field.name} ${show(value)} is unusual: outside of ${expected}`,
        `${field.name} 값 ${show(value)}은(는) 통상 범위를 벗어났습니다 (통상 범위: ${expected})`,
      ),
    };
  },
});
