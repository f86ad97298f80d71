import type { Column, FieldDefinition } from '@stock-analyzer/schema';
import { type CorrectionData, fieldsOf } from '../data';
import { columnsByField, textsOf } from './columns';

/** An approved earlier week. */
export interface EarlierWeek {
  /** Its columns by the field's display name. */
  readonly columns: ReadonlyMap<string, Column>;
  /** By row of this week: the row of the same company; -1 for none. */
  readonly rows: Int32Array;
}

/** Texts that companies are known by, in the order of this week's rows, each by the key of its field. */
type Known = Readonly<Record<'ticker' | 'corpName', readonly (string | null)[]>>;

/** Earlier weeks, and which of their rows are this week's companies: by ticker, else by name. */
export function earlierWeeks(
  weeks: readonly CorrectionData[],
  definitions: readonly FieldDefinition[],
  known: Known,
): EarlierWeek[] {
  const names = new Map(definitions.toReversed().map((field) => [field.key, field.name]));
  const byTicker = rowMatcher(known.ticker);
  const byName = rowMatcher(known.corpName);
  return weeks.map((week) => {
    const columns = columnsByField(week, definitions);
    const texts = (key: keyof Known) => textsOf(columns.get(names.get(key) ?? ''), fieldsOf(week).rowCount);
    return { columns, rows: byName(texts('corpName'), byTicker(texts('ticker'))) };
  });
}

/**
 * By row: the earlier row of the same text; -1 for none, and for a text that the earlier week has twice, or whose
 * row there has already been matched by another.
 */
type RowMatcher = (earlier: readonly (string | null)[], known?: Int32Array) => Int32Array;

function rowMatcher(texts: readonly (string | null)[]): RowMatcher {
  const numbers = new Map<string, number>();
  const numberOf = Int32Array.from(texts, (given) => {
    const text = given ?? '';
    const known = numbers.get(text) ?? numbers.size;
    if (known === numbers.size) numbers.set(text, known);
    return known;
  });
  return (earlier, known) => {
    /** By number of the text: the row, counted from 1; 0 for none, -1 for several. */
    const there = new Int32Array(numbers.size);
    const taken = new Uint8Array(earlier.length);
    for (const row of known ?? []) if (row >= 0) taken[row] = 1;
    earlier.forEach((text, row) => {
      const number = text === null ? undefined : numbers.get(text);
      if (number !== undefined) there[number] = there[number] === 0 ? row + 1 : -1;
    });
    return numberOf.map((number, index) => {
      const before = known?.[index] ?? -1;
      if (before >= 0) return before;
      const found = there[number]! - 1;
      return found < 0 || taken[found] === 1 ? -1 : found;
    });
  };
}
