import type { Unit } from '@stock-analyzer/schema';
import { countBelow } from '../../columns/select';
import { spreadOfColumn } from '../../rules/basis-points/spread';
import { defineRule, type RuleData, type TableRule } from '../../rules/rule';
import { say, show } from '../../words';
import { hasNumbers } from '../baseline/scale';

/** Serial of 1970-01-01, and days around the as-of date that a spreadsheet's dates are usually of. */
const EPOCH = 25_569;
const DAY = 86_400_000;
const [YEARS_BACK, YEARS_AHEAD] = [15 * 365, 3 * 365];

/** Without an as-of date: 2009 to 2036. */
const USUAL = { from: 40_000, to: 50_000 };

/** Amounts and volumes may well be whole numbers of this size; ratios and earnings a share hardly ever are. */
const UNITS: readonly Unit[] = ['percent', 'multiple', 'multiple_per_year', 'usd', 'none', 'days'];

/** Robust deviations from the column's median at least. */
const FAR = 6;

/** From this share on, the column as a whole holds dates. */
const WHOLE = 0.5;

/**
 * No number is a date that lost its format: whole, the serial of a day around the as-of date, and far from the
 * column's other values. A column that holds little else is told as a whole.
 */
export const dateSerial: TableRule = defineRule({
  name: 'date-serial',
  code: 'date_serial',
  severity: 'warning',
  prepare(data) {
    const { from, to } = serialsAround(data);
    return {
      run(report) {
        for (const column of data.table.columns) {
          if (!hasNumbers(column) || !UNITS.includes(column.field.unit)) continue;
          const { numbers, field } = column;
          const rows = wholeRows(numbers, from, to);
          if (rows.length === 0) continue;
          const isWhole =
            rows.length > 1 && rows.length >= WHOLE * countBelow(numbers, Number.POSITIVE_INFINITY);
          if (isWhole) report(null, field, numbers[rows[0]!]!);
          else {
            const spread = spreadOfColumn(column);
            for (const row of rows) {
              if ((spread?.distance(numbers[row]!) ?? 0) >= FAR) report(row, field, numbers[row]!);
            }
          }
        }
      },
      explain({ row, field, detail }, language) {
        const date = new Date((detail - EPOCH) * DAY).toISOString().slice(0, 10);
        return {
          expected: say(language, 'a number that is no date', '날짜가 아닌 숫자'),
          message:
            row === null
              ? say(
                  language,
                  `${field?.name} holds dates as numbers, such as ${show(detail)} for ${date}`,
                  `${field?.name} 열에 날짜가 숫자로 들어 있습니다 (예: ${show(detail)} = ${date})`,
                )
              : say(
                  language,
                  `${field?.name} ${show(detail)} looks like a date, ${date}`,
                  `${field?.name} 값 ${show(detail)}은(는) 날짜 ${date}(으)로 보입니다`,
                ),
          evidence: { date },
        };
      },
    };
  },
});

/** Rows whose number is whole and between two. */
function wholeRows(numbers: Float64Array, from: number, to: number): number[] {
  const rows: number[] = [];
  for (let row = 0; row < numbers.length; row++) {
    const value = numbers[row]!;
    if (value >= from && value <= to && value === Math.floor(value)) rows.push(row);
  }
  return rows;
}

function serialsAround({ asOf }: RuleData): { from: number; to: number } {
  const serial = Date.parse(asOf ?? '') / DAY + EPOCH;
  return Number.isNaN(serial) ? USUAL : { from: serial - YEARS_BACK, to: serial + YEARS_AHEAD };
}
