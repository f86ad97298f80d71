import type { Range } from '@stock-analyzer/schema';
import { say, show, showRange } from '../words';
import { builtIn, type CellTest, type Explanation } from './rule';

/** Whether a number is outside of a range. */
function outside(range: Range | undefined): CellTest | undefined {
  const { min = -Infinity, max = Infinity } = range ?? {};
  if (min === -Infinity && max === Infinity) return undefined;
  return (value, fits) => fits && typeof value === 'number' && (value < min || value > max);
}

/** The number can be true: a price has not fallen by more than 100 %. */
export const possibleRange = builtIn({
  name: 'possible-range',
  code: 'out_of_possible_range',
  cell: (field) => outside(field.possible),
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
export const plausibleRange = builtIn({
  name: 'plausible-range',
  code: 'out_of_plausible_range',
  severity: 'warning',
  unless: ['possible-range', 'basis-points'],
  cell: (field) => outside(field.plausible),
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
