import type { FieldDefinition } from '@stock-analyzer/schema';
import type { Relation } from '@stock-analyzer/schema/relations';
import type { FieldColumn } from '../../columns/field-column';
import { defineRule, type RuleData, type TableRule } from '../../rules/rule';
import { type Language, say } from '../../words';
import type { LensesOf } from '../baseline/lens';
import { quantile } from '../baseline/quantiles';
import { hasNumbers, putSizes } from '../baseline/scale';
import { four } from '../history/figures';
import { rowsInEarlierWeeks } from '../matching';
import { brokenByPower } from '../relations/power';

/** Fewer values than this do not tell a unit. */
const FEWEST = 30;

/** Powers of ten that units lie apart: percent and fraction or basis points; thousands and millions of amounts. */
const PERCENT_POWERS = [-4, -2, 2, 4] as const;
const AMOUNT_POWERS = [-6, -4, -3, -2, 2, 3, 4, 6] as const;

/** Within half a decade of a power, sizes of two weeks tell it; companies' own ratios have to lie closer. */
const NEAR_SIZE = 0.35;
const NEAR_RATIO = 0.15;

/** So many companies have to have moved by the power. */
const MOST = 0.6;

/** A percentage that may be 30 or more, and of which 19 in 20 are at most 1.5, is a fraction. */
const WIDE_RANGE = 30;
const LARGEST_FRACTION = 1.5;

type Kind = 'history' | 'relations' | 'size';

interface UnitFinding {
  readonly field: FieldDefinition;
  /** How many powers of ten the column is off. */
  readonly power: number;
  readonly by: Kind;
  /** Share of companies, 0 to 1, or the quantile looked at. */
  readonly figure: number;
}

/**
 * A column is in its field's unit as a whole: percent, not fraction or basis points. Evidence, the first that
 * tells: the companies' own values of the newest approved week, of which most are the same power of ten away; the
 * median size of approved values; without earlier weeks, relations that would hold if the column were in another
 * unit; and percentages that are nearly all smaller than 1.5, though the field's usual range is wide.
 */
export function columnUnit(relations: readonly Relation[], lensesOf: LensesOf): TableRule {
  return defineRule({
    name: 'column-unit',
    code: 'column_unit',
    prepare(data) {
      const found = new Map<FieldDefinition | null, UnitFinding>();
      const lenses = lensesOf(data);
      const byRelations = lenses ? undefined : brokenByPower(relations, data.table);
      data.table.schema.fields.forEach((field, index) => {
        const column = data.table.columns[index];
        if (!hasNumbers(column)) return;
        const finding =
          byCompanies(field, index, column, data) ??
          bySize(field, column, lenses?.find((each) => each.field === field)?.known.size) ??
          (byRelations?.has(field.key)
            ? ({ field, by: 'relations', ...byRelations.get(field.key)! } as const)
            : undefined) ??
          (lenses ? undefined : asFraction(field, column));
        if (finding) found.set(field, finding);
      });
      return {
        run: (report) => {
          for (const { field, power } of found.values()) report(null, field, power);
        },
        explain: ({ field }, language) => explain(found.get(field)!, language),
      };
    },
  });
}

const powersOf = ({ kind }: FieldDefinition) => (kind === 'percentage' ? PERCENT_POWERS : AMOUNT_POWERS);

function byCompanies(
  field: FieldDefinition,
  index: number,
  { numbers }: FieldColumn,
  data: RuleData,
): UnitFinding | undefined {
  const rows = rowsInEarlierWeeks(data).at(-1);
  const before = data.earlier.at(-1)?.table.columns[index]?.numbers;
  if (!rows || !before) return undefined;
  const counts = new Map<number, number>();
  const compared = countPowers(numbers, before, rows, counts);
  if (compared < FEWEST) return undefined;
  for (const power of powersOf(field)) {
    const share = (counts.get(power) ?? 0) / compared;
    if (share >= MOST) return { field, power, by: 'history', figure: share };
  }
  return undefined;
}

/** Counts companies by the power of ten that their value moved by, and tells how many were compared. */
function countPowers(
  numbers: Float64Array,
  before: Float64Array,
  rows: Int32Array,
  counts: Map<number, number>,
): number {
  let compared = 0;
  for (let row = 0; row < rows.length; row++) {
    const then = rows[row]!;
    if (then < 0) continue;
    const ratio = numbers[row]! / before[then]!;
    if (!(ratio > 0 && ratio < Number.POSITIVE_INFINITY)) continue;
    compared++;
    // Nearly all values of a right column are within a decade of last week's.
    if (ratio > 0.1 && ratio < 10) continue;
    const off = Math.log10(ratio);
    const power = Math.round(off);
    if (Math.abs(off - power) <= NEAR_RATIO) counts.set(power, (counts.get(power) ?? 0) + 1);
  }
  return compared;
}

/** So many values, evenly taken, tell a size. */
const SAMPLE = 10_000;

/** Sizes of the values that are not 0. */
function sizesOf({ numbers }: FieldColumn): Float64Array {
  const step = Math.max(1, Math.ceil(numbers.length / SAMPLE));
  const sizes = new Float64Array(Math.ceil(numbers.length / step));
  return sizes.subarray(0, putSizes(numbers, sizes, step));
}

function bySize(
  field: FieldDefinition,
  column: FieldColumn,
  known: number | undefined,
): UnitFinding | undefined {
  if (known === undefined) return undefined;
  const sizes = sizesOf(column);
  if (sizes.length < FEWEST) return undefined;
  const ratio = quantile(sizes, 0.5) / known;
  const power = powersOf(field).find((each) => Math.abs(Math.log10(ratio) - each) <= NEAR_SIZE);
  return power === undefined ? undefined : { field, power, by: 'history', figure: ratio };
}

function asFraction(field: FieldDefinition, column: FieldColumn): UnitFinding | undefined {
  if (field.unit !== 'percent' || !((field.plausible?.max ?? 0) >= WIDE_RANGE)) return undefined;
  const sizes = sizesOf(column);
  if (sizes.length < FEWEST) return undefined;
  const large = quantile(sizes, 0.95);
  return large <= LARGEST_FRACTION ? { field, power: -2, by: 'size', figure: large } : undefined;
}

const words: Record<Kind, readonly [en: string, ko: string]> = {
  history: ['approved weeks', '승인된 주와의 비교'],
  relations: ['its relations with other fields', '다른 필드와의 관계'],
  size: ['the size of nearly all values', '대부분 값의 크기'],
};

function explain({ field, power, by, figure }: UnitFinding, language: Language) {
  const unit =
    field.unit === 'percent' && power === -2
      ? say(language, 'fractions', '비율')
      : field.unit === 'percent' && power === 2
        ? say(language, 'basis points', '베이시스 포인트')
        : say(language, `another unit, 10^${power} times`, `다른 단위 (10^${power}배)`);
  const [en, ko] = words[by];
  return {
    expected: say(language, `a column in ${field.unit}`, `${field.unit} 단위의 열`),
    message: say(
      language,
      `The whole column ${field.name} seems to be in ${unit}, by ${en}`,
      `${field.name} 열 전체가 ${unit}(으)로 보입니다 (${ko})`,
    ),
    evidence: { power_of_ten: power, by, figure: four(figure) },
  };
}
