import type { Restatement } from '@stock-analyzer/schema/relations';
import { defineRule, type RuleData, type TableRule } from '../../rules/rule';
import { say, show } from '../../words';
import { hasNumbers } from '../baseline/scale';
import { rowsInEarlierWeeks } from '../matching';

const DAY = 86_400_000;

/** Days from an earlier week to the data; weeks that tell no date are taken to follow one another. */
function daysSince({ asOf, earlier }: RuleData, week: number): number {
  const then = earlier[week]!.asOf;
  const days = asOf && then ? (Date.parse(asOf) - Date.parse(then)) / DAY : Number.NaN;
  return Number.isNaN(days) ? 7 * (earlier.length - week) : days;
}

interface Comparison {
  readonly restatement: Restatement;
  readonly week: number;
}

/**
 * A value of an earlier date is what the week of that date told. Which field tells again what another told is data:
 * see `Restatement`. Values may differ by `relative` (default 0.005) of the larger, and `absolute` (default 0.01).
 */
export function restatedValue(restatements: readonly Restatement[]): TableRule {
  return defineRule({
    name: 'restated-value',
    code: 'restated_value',
    level: 'weeks',
    severity: 'info',
    tunables: { relative: 0.005, absolute: 0.01 },
    prepare(data, { relative = 0, absolute = 0 }) {
      const { table, earlier } = data;
      if (earlier.length === 0) return 'no_earlier_weeks';
      const fields = restatements.flatMap((restatement): (Comparison & { index: number })[] => {
        const column = table.byKey(restatement.field);
        const index = table.columns.indexOf(column);
        const week = earlier.findLastIndex((then, at) => {
          const days = daysSince(data, at);
          const isThen = days >= restatement.days[0] && days <= restatement.days[1];
          return isThen && hasNumbers(then.table.byKey(restatement.restates));
        });
        return hasNumbers(column) && week >= 0 ? [{ restatement, week, index }] : [];
      });
      if (fields.length === 0) return restatements.length === 0 ? 'no_column' : 'no_earlier_weeks';
      return {
        run(report) {
          for (const { restatement, week, index } of fields) {
            const { field, numbers } = table.columns[index]!;
            const before = earlier[week]!.table.byKey(restatement.restates)!.numbers;
            const rows = rowsInEarlierWeeks(data)[week]!;
            for (let row = 0; row < rows.length; row++) {
              const told = before[rows[row]!];
              const now = numbers[row]!;
              if (told === undefined || !(Math.abs(told - now) >= 0)) continue;
              const room = relative * Math.max(Math.abs(told), Math.abs(now)) + absolute;
              if (Math.abs(told - now) > room) report(row, field, told);
            }
          }
        },
        explain({ field, value, detail }, language) {
          const found = fields.find(({ index }) => table.columns[index]?.field === field)!;
          const { asOf } = earlier[found.week]!;
          const source = earlier[found.week]!.table.byKey(found.restatement.restates)!.field.name;
          const when = asOf ?? say(language, 'an earlier week', '이전 주');
          return {
            expected: show(detail),
            message: say(
              language,
              `${field?.name} is ${show(value)}, but ${source} of ${when} was ${show(detail)}`,
              `${field?.name} 값은 ${show(value)}이지만 ${when}의 ${source} 값은 ${show(detail)}이었습니다`,
            ),
            evidence: { told_then: detail, field_then: source, ...(asOf !== null && { week: asOf }) },
          };
        },
      };
    },
  });
}
