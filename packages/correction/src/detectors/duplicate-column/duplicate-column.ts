import { cellAt } from '@stock-analyzer/schema';
import { evidence } from '../../evidence/describe';
import {
  type Detector,
  type DetectorContext,
  type FieldColumn,
  type Finding,
  isSettled,
} from '../../propose/context';

import { findingOf, LOST } from '../finding';
import { type Fits, fitsOf } from '../fit';

/** All but a few values of the two columns are equal; the others are errors of their own. */
const EQUAL = 0.9;
/** Fewer values than this are equal by chance. */
const FEWEST = 12;
const IS_COPY = 8;
const MAY_BE_COPY = 0;
/** One fits its field so much better than the other, from 0 to 1. */
const CLEARLY = 0.15;

/**
 * Finds columns of numbers that repeat another field's. The values that belong there are lost, so the copy's cells are
 * flagged and detectors of numbers do not see them. Which of the two is the copy, formulas, ranges and last week tell;
 * where they do not, both are shown.
 */
export const detectDuplicateColumns: Detector = function* (context) {
  const fits = fitsOf(context);
  for (const [one, other, equal, total] of equalColumns(fits)) {
    const [first, second] = [fits.fields[one]!, fits.fields[other]!];
    if (wereEqual(fits, one, other)) continue;
    // Each stands in the other's place as well as in its own: the one that does worse there is the copy.
    const better = fitOf(fits, one) - fitOf(fits, other);
    const isKnown = Math.abs(better) > CLEARLY;
    if (!isKnown || better < 0) yield* lost(context, first, second, equal, total, isKnown);
    if (!isKnown || better > 0) yield* lost(context, second, first, equal, total, isKnown);
  }
};

/** How well a column fits its field, of all that is known. */
function fitOf(fits: Fits, field: number): number {
  const facts = fits.of([field], (at) => at).filter(({ part }) => !Number.isNaN(part));
  return facts.reduce((sum, { part }) => sum + part, 0) / Math.max(1, facts.length);
}

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

/** Pairs of columns with the same numbers in the rows looked at. */
function* equalColumns({
  samples,
}: Fits): Generator<[one: number, other: number, equal: number, total: number]> {
  for (let one = 0; one < samples.length; one++) {
    for (let other = one + 1; other < samples.length; other++) {
      const { equal, total, different } = compare(samples[one]!, samples[other]!);
      if (total >= FEWEST && different >= FEWEST / 2 && equal >= EQUAL * total) {
        yield [one, other, equal, total];
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
function wereEqual({ before }: Fits, one: number, other: number): boolean {
  const [first, second] = [before[one], before[other]];
  if (!first || !second) return false;
  const { equal, total } = compare(first, second);
  return total > 0 && equal >= EQUAL * total;
}
