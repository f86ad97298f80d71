import type { CellValue, Column, Issue, PercentUnit, Severity } from '@stock-analyzer/schema';
import type { SheetProfile } from '../profile/types';
import type { LayoutColumn, SheetLayout } from './layout';

/** An issue about a column or the whole, without a row. */
export function wholeIssue(issue: {
  readonly code: Issue['code'];
  readonly severity: Severity;
  readonly field?: string | null;
  readonly value?: CellValue;
  readonly expected: string;
  readonly message: string;
  readonly cell?: string;
}): Issue {
  const { field = null, value = null, ...rest } = issue;
  return { row: null, ticker: null, field, value, ...rest };
}

/** The address of a cell of a sheet, quoted where its name needs it. */
export function addressIn(sheet: string, letters: string, row: number): string {
  const plain = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(sheet);
  return `${plain ? sheet : `'${sheet.replaceAll("'", "''")}'`}!${letters}${row}`;
}

/** What is wrong with a column as a whole: its unit, or a header that is nobody's or several fields'. */
export function columnIssue(
  { table, headerRow }: SheetLayout,
  { letters, match, name }: LayoutColumn,
  sheet: SheetProfile | undefined,
  unit?: { readonly declared: PercentUnit; readonly seems: PercentUnit },
): Issue | null {
  const cell = addressIn(table.name, letters, table.firstRow + (headerRow ?? 0));
  const value = match.text;
  if (unit) {
    return wholeIssue({
      code: 'column_unit',
      severity: 'error',
      field: name,
      value,
      expected: words(unit.declared),
      message: `The column seems to be in ${words(unit.seems)}, not in ${words(unit.declared)} as declared`,
      cell,
    });
  }
  const companies = sheet?.role === 'companies';
  if (match.kind === 'ambiguous') {
    return wholeIssue({
      code: 'ambiguous_column',
      severity: companies ? 'error' : 'info',
      field: match.candidates.length === 1 ? match.candidates[0]! : null,
      value,
      expected: `one column of ${match.candidates.join(' or ')}`,
      message: `"${name}" may be ${match.candidates.join(' or ')}: nothing tells which`,
      cell,
    });
  }
  const unclaimed =
    match.kind === 'unknown' || match.kind === 'blank' || (match.kind === 'date' && !sheet?.datedColumns);
  if (!unclaimed || !sheet?.schema) return null;
  return wholeIssue({
    code: 'unknown_column',
    severity: companies ? 'warning' : 'info',
    value,
    expected: 'a header that the profile knows',
    message: `No field claims "${name}"; it is kept in the sheet's own table`,
    cell,
  });
}

/** A sheet whose header row is not there: its cells are kept as they stand. */
export function headlessIssue(sheet: string, { required = [] }: SheetProfile): Issue {
  const headers = required.map((text) => `"${text}"`).join(', ');
  return wholeIssue({
    code: 'missing_column',
    severity: 'info',
    expected: `a row with the headers ${headers}`,
    message: `No row of ${sheet} has the headers ${headers}; its cells are kept as they stand`,
  });
}

/** One issue for each cell of a sheet of companies that holds an error or cannot be read. */
export function cellIssues(
  column: Column,
  place: {
    readonly sheet: string;
    readonly letters: string;
    /** Spreadsheet rows of the column's rows. */
    readonly rows: Int32Array;
    /** Row in the dataset of the column's rows. */
    readonly companies: Int32Array;
    readonly tickers: readonly string[];
  },
): Issue[] {
  const issues: Issue[] = [];
  for (const [at, cause] of column.causes ?? []) {
    const unread = cause.kind === 'unparsed';
    issues.push({
      row: place.companies[at]!,
      ticker: place.tickers[at]!,
      field: column.name,
      code: 'source_error',
      severity: unread ? 'warning' : 'info',
      value: cause.text,
      expected: 'a value',
      message: unread
        ? `"${cause.text}" cannot be read`
        : `The source has ${cause.error ?? `"${cause.text}"`} instead of a value`,
      cell: addressIn(place.sheet, place.letters, place.rows[at]!),
    });
  }
  return issues;
}

function words(unit: PercentUnit): string {
  return unit === 'basis_points' ? 'basis points' : unit === 'fraction' ? 'fractions' : 'percent';
}
