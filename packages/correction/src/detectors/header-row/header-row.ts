import type { FieldDefinition } from '@stock-analyzer/schema';
import { evidence } from '../../evidence/describe';
import type { Detector } from '../../propose/context';
import { findingOf, LOST } from '../finding';
import { readTexts } from '../texts';

/** Titles that sources put above groups of columns. */
const TITLES = ['기업정보', '종목코드', '수익성', '밸류'];
/** So many names of columns in one row are no accident. */
const ENOUGH = 2;
const IS_HEADER = 8;
/** Longer texts are no names of columns. */
const LONGEST = 60;

/**
 * Finds rows that hold names of columns instead of a company: a header row, or the line of group titles above it.
 * Rows are never taken out here: the row is flagged at its ticker, and no other detector looks at its cells.
 */
export const detectHeaderRows: Detector = function* (context) {
  const { fields } = context;
  const own = fields.find(({ field }) => field.key === 'ticker') ?? fields[0];
  if (!own) return;
  const names = new Set([...TITLES, ...fields.flatMap(({ field }) => namesOf(field))].map(plain));
  const ownNames = new Set([...TITLES, ...namesOf(own.field)].map(plain));
  const named = new Map<number, number>();
  for (const { field, column } of fields) {
    // A company may be called like a column, and a ticker may be a short word.
    if (field.key === 'corpName') continue;
    const wanted = field === own.field ? ownNames : names;
    const isNamed = (text: string) => (text.length <= LONGEST && wanted.has(plain(text))) || null;
    for (const { row } of readTexts(column, context, isNamed)) {
      named.set(row, (named.get(row) ?? 0) + (field === own.field ? ENOUGH : 1));
    }
  }
  for (const [row, count] of named) {
    if (count < ENOUGH) continue;
    context.settled.set(row, null);
    for (const { values } of context.numeric.values()) values[row] = Number.NaN;
    const told = evidence('header', IS_HEADER, { count, total: fields.length });
    yield findingOf(own.column, row, 'header_row', null, [told], { most: LOST });
  }
};

function namesOf({ name, key, column, aliases = [] }: FieldDefinition): string[] {
  return [name, key, column, ...aliases];
}

function plain(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
