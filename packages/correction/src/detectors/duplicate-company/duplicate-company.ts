import { type Column, cellAt } from '@stock-analyzer/schema';
import { evidence } from '../../evidence/describe';
import type { Detector, DetectorContext } from '../../propose/context';
import type { NumericField } from '../../propose/numeric-field';
import type { TextNumbers } from '../../propose/text-numbers';
import { findingOf, LOST } from '../finding';

const SAME_TICKER = 8;
const SAME_VALUES = 4;
/** Classes of one company's shares have their price and returns for themselves, if nothing else. */
const SAME = 0.97;
/** Fewer numbers in common than this prove nothing. */
const FEWEST = 8;
/** So many differing fields are named. */
const NAMED = 5;

/**
 * Finds companies that stand in two rows: under one ticker, or under one name and exchange with all but a few numbers
 * the same. Rows are never taken out here: the later row is flagged at its ticker, and told where it differs.
 */
export const detectDuplicateCompanies: Detector = function* (context) {
  const own = context.fields.find(({ field }) => field.key === 'ticker');
  if (!own) return;
  const isJunk = (row: number) => context.settled.get(row) === null;
  const { tickerNumbers } = context;
  const numeric = [...context.numeric.values()];
  const flagged = new Set<number>();
  for (const [row, first] of repeats(own.column, tickerNumbers)) {
    if (isJunk(row) || isJunk(first)) continue;
    flagged.add(row);
    const told = evidence(
      'duplicate',
      SAME_TICKER,
      { row: first, ...alike(numeric, row, first) },
      differing(context, row, first),
    );
    yield findingOf(own.column, row, 'duplicate_company', null, [told], { most: LOST });
  }
  const names = context.fields.find(({ field }) => field.key === 'corpName');
  const exchanges = context.fields.find(({ field }) => field.key === 'exchange');
  if (!names) return;
  for (const [row, first] of repeats(names.column)) {
    if (exchanges && cellAt(exchanges.column, row) !== cellAt(exchanges.column, first)) continue;
    if (areUnlike(numeric, row, first) || flagged.has(row) || isJunk(row) || isJunk(first)) continue;
    const { equal, total } = alike(numeric, row, first);
    if (total < FEWEST || equal < SAME * total || wereTwo(context, row, first)) continue;
    const told = evidence(
      'duplicate',
      SAME_VALUES,
      { row: first, equal, total },
      differing(context, row, first),
    );
    yield findingOf(own.column, row, 'duplicate_company', null, [told], { most: LOST });
  }
};

/**
 * Rows whose value an earlier row has, each with the first such row.
 *
 * @param texts Numbers of the column's texts, where they are known.
 */
function* repeats(column: Column, texts?: TextNumbers): Generator<[row: number, first: number]> {
  const firsts = new Map<unknown, number>();
  /** By number of a text, or its code in the dictionary: the first row, counted from 1; 0 for none. */
  const seen = new Int32Array(
    column.type === 'string' ? column.dictionary.length : (texts?.firsts.length ?? 0),
  );
  const numbers = column.type === 'string' ? column.codes : texts?.numbers;
  for (let row = 0; row < column.validity.length; row++) {
    if (column.validity[row] !== 1) continue;
    const value = column.type === 'string' ? '' : cellAt(column, row);
    const number = typeof value === 'string' ? numbers?.[row] : undefined;
    if (number !== undefined) {
      const first = seen[number]!;
      if (first > 0) yield [row, first - 1];
      else seen[number] = row + 1;
    } else {
      const first = firsts.get(value);
      if (first === undefined) firsts.set(value, row);
      else yield [row, first];
    }
  }
}

type Numeric = readonly NumericField[];

/** How many numbers of two rows are equal, of those that both have. */
function alike(numeric: Numeric, row: number, other: number): { equal: number; total: number } {
  let equal = 0;
  let total = 0;
  for (const { values } of numeric) {
    if (Number.isNaN(values[row]!) || Number.isNaN(values[other]!)) continue;
    total++;
    if (values[row] === values[other]) equal++;
  }
  return { equal, total };
}

/** Whether more numbers of two rows differ than may; told after a few fields of most rows. */
function areUnlike(numeric: Numeric, row: number, other: number): boolean {
  let left = (1 - SAME) * numeric.length;
  for (const { values } of numeric) {
    // Not a number is less and more than nothing.
    const isOther = values[row]! < values[other]! || values[row]! > values[other]!;
    if (isOther && --left < 0) return true;
  }
  return false;
}

/** The first few fields of numbers in which two rows differ. */
function differing({ numeric }: DetectorContext, row: number, other: number): string | null {
  const names: string[] = [];
  for (const { name, values } of numeric.values()) {
    if (!Object.is(values[row], values[other]) && names.push(name) === NAMED) break;
  }
  return names.length > 0 ? names.join(', ') : null;
}

/** Whether last week already had two companies here. */
function wereTwo({ earlier }: DetectorContext, row: number, other: number): boolean {
  const rows = earlier.at(-1)?.rows;
  return rows !== undefined && rows[row]! >= 0 && rows[other]! >= 0 && rows[row] !== rows[other];
}
