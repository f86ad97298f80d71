import { findDate, parseDate } from '@stock-analyzer/schema';
import { EtlError } from '../errors';
import type { AsOfRules } from '../profile/types';
import { addressIn } from './issues';
import { type SheetLayout, textAt } from './layout';

/** What a file says of itself outside its tables, as the `metadata` of a JSON envelope does. */
export interface StatedFacts {
  /** `YYYY-MM-DD`. */
  readonly as_of?: string;
  /** As-of month of the fields whose name holds one, for example `Oct-25`. */
  readonly month?: string;
}

/** One thing that says what day the data is of. */
export interface AsOfEvidence {
  /** A note or title above the data, the newest date among the headers, the file's name; or the caller, where none says it. */
  readonly from: 'metadata' | 'headers' | 'file_name' | 'given';
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Cell address, the file's name, or `asOf`. */
  readonly where: string;
}

/** The day that the data is of, and what says so. */
export interface AsOf {
  /** `YYYY-MM-DD`: what the notes say, else the headers, else the file's name. */
  readonly date: string;
  readonly evidence: readonly AsOfEvidence[];
  /** False if the evidence names different days: the week is not to be released before someone looked. */
  readonly agrees: boolean;
}

/**
 * Finds the as-of date of a week.
 *
 * @throws EtlError `AS_OF_UNKNOWN` if nothing says it.
 */
export function findAsOf(
  layouts: readonly SheetLayout[],
  file: string | null,
  rules: AsOfRules,
  stated: StatedFacts = {},
  given?: string,
): AsOf {
  const found: AsOfEvidence[] = [
    ...envelope(stated),
    ...layouts.flatMap((layout) => notes(layout, rules)),
    ...(rules.headers ? layouts.flatMap(newestHeader) : []),
    ...nameOf(file, rules),
  ];
  const evidence =
    found.length === 0 && given !== undefined
      ? [{ from: 'given' as const, date: given, where: 'asOf' }]
      : found;
  const first = evidence[0];
  if (!first) {
    throw new EtlError({
      code: 'AS_OF_UNKNOWN',
      message: 'Nothing says what day the data is of',
      place: file ? { file } : {},
      advice: `Put the date into the file's name (${rules.fileName[0] ?? 'YYYYMMDD'}), or give it.`,
    });
  }
  return { date: first.date, evidence, agrees: evidence.every(({ date }) => date === first.date) };
}

function envelope({ as_of }: StatedFacts): AsOfEvidence[] {
  const date = as_of === undefined ? null : parseDate(as_of, ['YYYY-MM-DD']);
  return date ? [{ from: 'metadata', date, where: 'metadata.as_of' }] : [];
}

function notes({ table, headerRow }: SheetLayout, { markers, formats }: AsOfRules): AsOfEvidence[] {
  const found: AsOfEvidence[] = [];
  for (let row = 0; row < (headerRow ?? 0); row++) {
    for (const column of table.columns) {
      const text = textAt(column, row);
      if (text === null || !markers.some((marker) => text.includes(marker))) continue;
      const date = findDate(text, formats);
      if (date)
        found.push({
          from: 'metadata',
          date,
          where: addressIn(table.name, column.name, table.firstRow + row),
        });
    }
  }
  return found;
}

function newestHeader({ table, headerRow, columns }: SheetLayout): AsOfEvidence[] {
  let newest: AsOfEvidence | undefined;
  for (const { match, letters } of columns) {
    if (match.kind !== 'field' || match.date === null || (newest && newest.date >= match.date)) continue;
    const where = addressIn(table.name, letters, table.firstRow + (headerRow ?? 0));
    newest = { from: 'headers', date: match.date, where };
  }
  return newest ? [newest] : [];
}

function nameOf(file: string | null, { fileName }: AsOfRules): AsOfEvidence[] {
  const date = file ? findDate(file, fileName) : null;
  return date ? [{ from: 'file_name', date, where: file! }] : [];
}
