import { cellAt } from '@stock-analyzer/schema';
import { evidence } from '../../evidence/describe';
import {
  type Detector,
  type DetectorContext,
  type FieldColumn,
  type Finding,
  isSettled,
} from '../../propose/context';
import { isNumeric } from '../../propose/numeric-field';
import { agreementsOf, numbersAt, spread } from '../agreement';
import { findingOf, LOST } from '../finding';

/** All but a few values of the two columns are equal; the others are errors of their own. */
const EQUAL = 0.9;
/** Fewer values than this are equal by chance. */
const FEWEST = 12;
const IS_COPY = 8;
const MAY_BE_COPY = 0;

/**
 * Finds columns of numbers that repeat another field's. The values that belong there are lost, so the copy's cells are
 * flagged and detectors of numbers do not see them. Which of the two is the copy, last week tells; without one both are
 * shown.
 */
export const detectDuplicateColumns: Detector = function* (context) {
  const agreements = agreementsOf(context);
  for (const [one, other, equal, total] of equalColumns(context)) {
    if (wereEqual(context, one, other)) continue;
    const own = ({ field }: FieldColumn) => {
      const at = agreements?.fields.findIndex((each) => each.field === field) ?? -1;
      return at < 0 ? Number.NaN : agreements!.own(at);
    };
    const [first, second] = [own(one), own(other)];
    const isKnown = Math.abs(first - second) > 0.3;
    if (!isKnown || first < second) yield* lost(context, one, other, equal, total, isKnown);
    if (!isKnown || first > second) yield* lost(context, other, one, equal, total, isKnown);
  }
};

function* lost(
  context: DetectorContext,
  { field, column }: FieldColumn,
  original: FieldColumn,
  equal: number,
  total: number,
  isKnown: boolean,
): Generator<Finding> {
  const told = [
    evidence('duplicate', isKnown ? IS_COPY : MAY_BE_COPY, { equal, total }, original.column.name),
  ];
  const numbers = context.numeric.get(field.key)?.values;
  for (let row = 0; row < column.validity.length; row++) {
    if (cellAt(column, row) === null || isSettled(context, row, column.name)) continue;
    if (isKnown && numbers) numbers[row] = Number.NaN;
    yield findingOf(column, row, 'duplicate_column', null, told, { most: LOST });
  }
}

/** Pairs of columns with the same numbers: looked for in some rows, then counted in all. */
function* equalColumns({
  fields,
  tickers,
}: DetectorContext): Generator<[FieldColumn, FieldColumn, equal: number, total: number]> {
  const numeric = fields.filter(({ field }) => isNumeric(field));
  const rows = spread(Array.from(tickers, (_, row) => row));
  const samples = numeric.map(({ column }) => numbersAt(column, rows));
  for (let one = 0; one < numeric.length; one++) {
    for (let other = one + 1; other < numeric.length; other++) {
      const { equal, total, different } = compare(samples[one]!, samples[other]!);
      if (total >= FEWEST && different >= FEWEST / 2 && equal >= EQUAL * total) {
        yield [numeric[one]!, numeric[other]!, equal, total];
      }
    }
  }
}

/** Rows in which either has a number, those in which both have the same, and how many different numbers that are. */
function compare(
  one: Float64Array,
  other: Float64Array,
): { equal: number; total: number; different: number } {
  let total = 0;
  let equal = 0;
  const values = new Set<number>();
  for (let at = 0; at < one.length; at++) {
    if (Number.isNaN(one[at]!) && Number.isNaN(other[at]!)) continue;
    total++;
    if (one[at] === other[at]) {
      equal++;
      if (values.size < FEWEST) values.add(one[at]!);
    }
    // Columns that differ are told after a few rows.
    if (total === 2 * FEWEST && equal < total / 2) break;
  }
  return { equal, total, different: values.size };
}

/** Whether the two were the same last week too: then they are for a reason. */
function wereEqual({ earlier }: DetectorContext, one: FieldColumn, other: FieldColumn): boolean {
  const week = earlier.at(-1);
  const [first, second] = [week?.columns.get(one.field.name), week?.columns.get(other.field.name)];
  if (!first || !second) return false;
  const rows = spread(Array.from(first.validity, (_, row) => row));
  const { equal, total } = compare(numbersAt(first, rows), numbersAt(second, rows));
  return total > 0 && equal >= EQUAL * total;
}
