import { type FieldColumn, MISSING } from '../../columns/field-column';
import { memo } from '../../memo';
import { defineRule, type RuleData, type TableRule } from '../../rules/rule';
import { say, show } from '../../words';
import { four } from '../history/figures';

/** A column that so few companies had a value in is not missed. */
const FEWEST = 10;

/** By field, the share of companies with a value, 0 to 1, in the newest approved week and now. */
const filledOf = memo(({ table, earlier }: RuleData) => {
  const before = earlier.at(-1)?.table;
  return table.schema.fields.map((_, index) => {
    const values = filled(before?.columns[index]);
    return {
      before: values / Math.max(1, before?.rowCount ?? 0),
      values,
      now: filled(table.columns[index]) / Math.max(1, table.rowCount),
    };
  });
});

function filled(column: FieldColumn | undefined): number {
  const { state = new Uint8Array(0) } = column ?? {};
  let values = 0;
  // What is there is 1 or 2.
  for (let row = 0; row < state.length; row++) values += (state[row]! + 1) >> 1;
  return values;
}

/** A column that had values in the newest approved week has some. */
export const columnEmpty: TableRule = defineRule({
  name: 'column-empty',
  code: 'column_empty',
  level: 'weeks',
  prepare(data) {
    if (data.earlier.length === 0) return 'no_earlier_weeks';
    const found = filledOf(data);
    return {
      run(report) {
        if (data.table.rowCount === 0) return;
        data.table.schema.fields.forEach((field, index) => {
          const { values, now } = found[index]!;
          if (values >= FEWEST && now === 0) report(null, field, found[index]!.before);
        });
      },
      explain({ field, detail }, language) {
        const before = four(100 * detail);
        return {
          expected: say(language, 'values', '값'),
          message: say(
            language,
            `${field?.name} is empty; in the last approved week ${before} percent of the companies had a value`,
            `${field?.name} 열이 비어 있습니다: 직전 승인 주에는 기업의 ${before} %에 값이 있었습니다`,
          ),
          evidence: { completeness_before: before },
        };
      },
    };
  },
});

/**
 * A column is about as full as in the newest approved week: at most `points` percentage points (default 5) less,
 * and three times what chance makes of it.
 */
export const columnCompleteness: TableRule = defineRule({
  name: 'completeness',
  code: 'low_completeness',
  level: 'weeks',
  severity: 'warning',
  unless: ['column-empty'],
  tunables: { points: 5 },
  prepare(data, { points = 0 }) {
    if (data.earlier.length === 0) return 'no_earlier_weeks';
    const found = filledOf(data);
    const { rowCount } = data.table;
    const leastOf = (before: number) =>
      before - points / 100 - 3 * Math.sqrt((before * (1 - before)) / Math.max(1, rowCount));
    return {
      run(report) {
        if (rowCount === 0) return;
        data.table.schema.fields.forEach((field, index) => {
          const { before, now } = found[index]!;
          if (now < leastOf(before)) report(null, field, now);
        });
      },
      explain({ field, detail }, language) {
        const before = four(100 * found[data.table.schema.fields.indexOf(field!)]!.before);
        const now = four(100 * detail);
        return {
          expected: say(language, `about ${before} percent of the companies`, `기업의 약 ${before} %`),
          message: say(
            language,
            `${field?.name} has a value for ${now} percent of the companies, after ${before} in the last approved week`,
            `${field?.name} 값이 있는 기업이 ${before} %에서 ${now} %로 줄었습니다`,
          ),
          evidence: { completeness: now, completeness_before: before },
        };
      },
    };
  },
});

/** The one value of a column, where it has one and at least as many companies as tell; else undefined. */
function onlyRow(column: FieldColumn): number | undefined {
  let first: number | undefined;
  let values = 0;
  for (let row = 0; row < column.state.length; row++) {
    if (column.state[row] === MISSING) continue;
    first ??= row;
    values++;
    const same = column.numbers.length
      ? column.numbers[row] === column.numbers[first]
      : column.valueAt(row) === column.valueAt(first);
    if (!same) return undefined;
  }
  return values >= FEWEST ? first : undefined;
}

/** A column that had different values in the newest approved week has different ones. */
export const columnConstant: TableRule = defineRule({
  name: 'column-constant',
  code: 'column_constant',
  level: 'weeks',
  severity: 'warning',
  prepare({ table, earlier }) {
    const before = earlier.at(-1)?.table;
    if (!before) return 'no_earlier_weeks';
    return {
      run(report) {
        table.schema.fields.forEach((field, index) => {
          const [then, now] = [before.columns[index], table.columns[index]];
          const row = now && onlyRow(now);
          if (row !== undefined && then && filled(then) >= FEWEST && onlyRow(then) === undefined) {
            report(null, field, row);
          }
        });
      },
      explain({ field, detail }, language) {
        const value = show(table.columns[table.schema.fields.indexOf(field!)]!.valueAt(detail));
        return {
          expected: say(language, 'different values', '서로 다른 값'),
          message: say(
            language,
            `${field?.name} is ${value} for every company; in the last approved week it had different values`,
            `${field?.name} 값이 모든 기업에서 ${value}입니다: 직전 승인 주에는 서로 달랐습니다`,
          ),
          evidence: { value },
        };
      },
    };
  },
});
