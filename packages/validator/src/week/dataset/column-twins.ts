import type { FieldColumn } from '../../columns/field-column';
import { defineRule, type TableRule } from '../../rules/rule';
import { say } from '../../words';
import { hasNumbers } from '../baseline/scale';
import { four } from '../history/figures';
import { rowsInEarlierWeeks } from '../matching';

/** So many companies are compared first, as nearly all pairs of columns differ in most of the first few. */
const SAMPLE = 60;
const MAY_BE_ALIKE = 0.8;

/** Columns are alike if so many of their values are. */
const ALIKE = 0.98;

/** Of fewer values that both columns have, nothing is said. */
const FEWEST = 20;

/**
 * Share of the rows in which both columns have the same value, of those in which both have one; undefined of few.
 * Once so many differ that less than {@link ALIKE} are the same, the share of the rows so far.
 */
function sameShare(a: Float64Array, b: Float64Array, rows: number): number | undefined {
  let both = 0;
  let same = 0;
  const most = FEWEST + (1 - ALIKE) * rows;
  for (let row = 0; row < rows && both - same <= most; row++) {
    const x = a[row]!;
    const y = b[row]!;
    // Zeros are alike everywhere.
    if (!(Math.abs(x) > 0 && Math.abs(y) > 0)) continue;
    both++;
    if (x === y) same++;
  }
  return both >= FEWEST ? same / both : undefined;
}

function areTwins(a: FieldColumn | undefined, b: FieldColumn | undefined): boolean {
  if (!hasNumbers(a) || !hasNumbers(b)) return false;
  const rows = a.numbers.length;
  const first = sameShare(a.numbers, b.numbers, Math.min(rows, SAMPLE));
  if (first !== undefined && first < MAY_BE_ALIKE) return false;
  return (sameShare(a.numbers, b.numbers, rows) ?? 0) >= ALIKE && varies(a.numbers);
}

function varies(numbers: Float64Array): boolean {
  const seen = new Set<number>();
  for (let row = 0; row < numbers.length && seen.size < 10; row++) {
    if (!Number.isNaN(numbers[row])) seen.add(numbers[row]!);
  }
  return seen.size >= 10;
}

/**
 * Columns of different fields hold different values. Columns that were the same in the newest approved week are
 * not told.
 */
export const columnDuplicate: TableRule = defineRule({
  name: 'column-duplicate',
  code: 'column_duplicate',
  severity: 'warning',
  prepare({ table, earlier }) {
    const { fields } = table.schema;
    const before = earlier.at(-1)?.table;
    return {
      run(report) {
        for (let at = 1; at < fields.length; at++) {
          for (let other = 0; other < at; other++) {
            if (!areTwins(table.columns[at], table.columns[other])) continue;
            if (before && areTwins(before.columns[at], before.columns[other])) continue;
            report(null, fields[at]!, other);
            break;
          }
        }
      },
      explain({ field, detail }, language) {
        const other = fields[detail]!.name;
        return {
          expected: say(language, `values other than ${other}'s`, `${other}와(과) 다른 값`),
          message: say(
            language,
            `${field?.name} holds the values of ${other}`,
            `${field?.name} 열의 값이 ${other} 열과 같습니다`,
          ),
          evidence: { same_as: other },
        };
      },
    };
  },
});

/** Values that differ by less than this share of the larger are taken for the same company's, a week later. */
const NEAR = 0.1;

/** A column whose companies are less like themselves than this is looked at. */
const UNLIKE = 0.4;

/** A column is another's if so many companies have about the other's value of last week. */
const LIKE_OTHER = 0.7;

/** Companies compared. */
const COMPARED = 1000;

/** Rows, evenly taken, of companies that were there before. */
function sampleOf(rowsBefore: Int32Array): number[] {
  const count = rowsBefore.reduce((sum, row) => sum + (row >= 0 ? 1 : 0), 0);
  const step = Math.max(1, Math.floor(count / COMPARED));
  const sample: number[] = [];
  let at = 0;
  for (let row = 0; row < rowsBefore.length; row++) {
    if (rowsBefore[row]! >= 0 && at++ % step === 0) sample.push(row);
  }
  return sample;
}

/** A column holds its own field's values: not what another field's column held in the newest approved week. */
export const columnShifted: TableRule = defineRule({
  name: 'column-shifted',
  code: 'column_shifted',
  level: 'weeks',
  prepare(data) {
    const { table } = data;
    const before = data.earlier.at(-1)?.table;
    if (!before) return 'no_earlier_weeks';
    const { fields } = table.schema;
    const known = rowsInEarlierWeeks(data).at(-1)!;
    const sample = sampleOf(known);
    const likeness = (now: FieldColumn, then: FieldColumn | undefined): number => {
      if (!hasNumbers(then)) return 0;
      let both = 0;
      let near = 0;
      for (const row of sample) {
        const [x, y] = [now.numbers[row]!, then.numbers[known[row]!]!];
        if (!(Math.abs(x) > 0 && Math.abs(y) > 0)) continue;
        both++;
        if (Math.abs(x - y) <= NEAR * Math.max(Math.abs(x), Math.abs(y))) near++;
      }
      return both >= FEWEST ? near / both : 0;
    };
    return {
      run(report) {
        fields.forEach((field, index) => {
          const now = table.columns[index];
          if (!hasNumbers(now) || likeness(now, before.columns[index]) > UNLIKE) return;
          let best = -1;
          let most = LIKE_OTHER;
          fields.forEach((_, other) => {
            const like = other === index ? 0 : likeness(now, before.columns[other]);
            if (like > most) [best, most] = [other, like];
          });
          if (best >= 0) report(null, field, best);
        });
      },
      explain({ field, detail }, language) {
        const other = fields[detail]!.name;
        const now = table.columns[fields.indexOf(field!)]!;
        return {
          expected: say(language, `values of ${field?.name}`, `${field?.name} 값`),
          message: say(
            language,
            `${field?.name} holds what ${other} held in the last approved week: columns are shifted or swapped`,
            `${field?.name} 열에 직전 승인 주의 ${other} 값이 있습니다: 열이 밀렸거나 바뀌었습니다`,
          ),
          evidence: { holds: other, alike_percent: four(100 * likeness(now, before.columns[detail])) },
        };
      },
    };
  },
});
