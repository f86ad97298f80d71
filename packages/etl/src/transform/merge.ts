import {
  type CellValue,
  type Column,
  type ColumnFormats,
  cellAt,
  type FieldDefinition,
  type Issue,
  type MissingCause,
} from '@stock-analyzer/schema';
import { addressIn } from './issues';
import type { ParsedSheet } from './sheet';

/** A sheet of companies with its place in the dataset. */
export interface CompanySheet {
  readonly parsed: ParsedSheet;
  /** By company of the dataset: row of the sheet's table, -1 if it does not tell of it. */
  readonly rowOf: Int32Array;
}

/** One field of the dataset, put together from the sheets that have it. */
export interface MergedField {
  readonly column: Column;
  /** By company: 1 + index of the sheet that gave the value, or the cause of its absence; 0 for none. */
  readonly sheetOf: Uint8Array;
  readonly issues: readonly Issue[];
}

/** Two floats that went through different formulas are one number if they agree to ten digits. */
const TOLERANCE = 1e-10;

/**
 * Puts a field together: for each company the first sheet that has a value wins; where a later one has another
 * value, that is an issue.
 *
 * @param quiet Fields whose differences are known to come from a unit, which is an issue of its own.
 * @returns Null if no sheet has the field.
 */
export function mergeField(
  field: FieldDefinition,
  sheets: readonly CompanySheet[],
  tickers: readonly string[],
  quiet: ReadonlySet<string>,
): MergedField | null {
  // A column that no field claims may have a field's name for a header.
  const columns = sheets.map(
    ({ parsed }) =>
      parsed.table.columns[parsed.columns.findIndex((column) => column.field?.name === field.name)],
  );
  if (columns.every((column) => column === undefined)) return null;
  const count = tickers.length;
  const sheetOf = new Uint8Array(count);
  const rowOf = new Int32Array(count).fill(-1);
  const issues: Issue[] = [];
  const numbers = columns.map(numbersOf);
  const isQuiet = quiet.has(field.name);
  for (let company = 0; company < count; company++) {
    let missing = 0;
    for (let index = 0; index < sheets.length; index++) {
      const column = columns[index];
      const row = sheets[index]!.rowOf[company]!;
      if (!column || row < 0) continue;
      if (column.validity[row] === 0) {
        if (missing === 0 && column.causes?.has(row)) missing = index + 1;
        continue;
      }
      if (sheetOf[company] === 0) {
        sheetOf[company] = index + 1;
        rowOf[company] = row;
      } else if (!isQuiet) {
        const first = sheetOf[company]! - 1;
        const kept = rowOf[company]!;
        const [own, others] = [numbers[first], numbers[index]];
        // Nearly all agree to the last bit.
        if (own && others && own[kept] === others[row]) continue;
        const [winner, loser] = [cellAt(columns[first]!, kept), cellAt(column, row)];
        if (!sameValue(winner, loser)) {
          const values = { winner, loser };
          issues.push(conflict(field, company, tickers[company]!, values, sheets[first]!, sheets[index]!));
        }
      }
    }
    if (sheetOf[company] === 0 && missing > 0) {
      sheetOf[company] = missing;
      rowOf[company] = sheets[missing - 1]!.rowOf[company]!;
    }
  }
  return { column: gather(field.name, columns, sheetOf, rowOf), sheetOf, issues };
}

function numbersOf(column: Column | undefined): Float64Array | undefined {
  return column?.type === 'number' ? column.values : undefined;
}

function sameValue(a: CellValue, b: CellValue): boolean {
  if (typeof a === 'number' && typeof b === 'number') {
    return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
  }
  return a === b;
}

function conflict(
  field: FieldDefinition,
  row: number,
  ticker: string,
  { winner, loser }: { readonly winner: CellValue; readonly loser: CellValue },
  from: CompanySheet,
  other: CompanySheet,
): Issue {
  const here = cellOf(from, field.name, row);
  const there = cellOf(other, field.name, row);
  return {
    row,
    ticker,
    field: field.name,
    code: 'source_conflict',
    severity: 'warning',
    value: winner,
    expected: `${loser} as in ${there ?? other.parsed.sheet}`,
    message: `${from.parsed.sheet} has ${winner}, ${other.parsed.sheet} has ${loser}; ${from.parsed.sheet} counts`,
    ...(here ? { cell: here } : {}),
  };
}

function cellOf({ parsed, rowOf }: CompanySheet, field: string, company: number): string | undefined {
  const letters = parsed.columns.find((column) => column.field?.name === field)?.letters;
  return letters ? addressIn(parsed.sheet, letters, parsed.rows[rowOf[company]!]!) : undefined;
}

/** The merged column: the chosen sheet's value, cause and number format for each company. */
function gather(
  name: string,
  columns: readonly (Column | undefined)[],
  sheetOf: Uint8Array,
  rowOf: Int32Array,
): Column {
  const validity = new Uint8Array(sheetOf.length);
  const causes = new Map<number, MissingCause>();
  const common = columns.find((column) => column?.formats)?.formats?.common ?? null;
  const exceptions = new Map<number, string>();
  const hasOther = columns.map(
    (column) => column?.formats && (column.formats.common !== common || column.formats.exceptions.size > 0),
  );
  for (let company = 0; company < sheetOf.length; company++) {
    const sheet = sheetOf[company]! - 1;
    const column = columns[sheet];
    if (!column) continue;
    const row = rowOf[company]!;
    validity[company] = column.validity[row]!;
    const cause = validity[company] === 0 ? column.causes?.get(row) : undefined;
    if (cause) causes.set(company, cause);
    if (!hasOther[sheet]) continue;
    const format = column.formats?.exceptions.get(row) ?? column.formats?.common;
    if (format && format !== common) exceptions.set(company, format);
  }
  const formats: ColumnFormats = { common, exceptions };
  const base = {
    name,
    validity,
    ...(causes.size > 0 ? { causes } : {}),
    ...(common !== null || exceptions.size > 0 ? { formats } : {}),
  };
  const numbers = columns.map(numbersOf);
  if (numbers.some((values) => values !== undefined)) {
    const values = new Float64Array(sheetOf.length).fill(Number.NaN);
    for (let company = 0; company < values.length; company++) {
      if (validity[company] === 0) continue;
      const [sheet, row] = [sheetOf[company]! - 1, rowOf[company]!];
      values[company] = numbers[sheet]?.[row] ?? (cellAt(columns[sheet]!, row) as number);
    }
    return { type: 'number', ...base, values };
  }
  const codes = new Int32Array(sheetOf.length).fill(-1);
  const dictionary: string[] = [];
  const codeOf = new Map<string, number>();
  for (let company = 0; company < codes.length; company++) {
    if (validity[company] === 0) continue;
    const text = String(cellAt(columns[sheetOf[company]! - 1]!, rowOf[company]!));
    let code = codeOf.get(text);
    if (code === undefined) {
      code = dictionary.push(text) - 1;
      codeOf.set(text, code);
    }
    codes[company] = code;
  }
  return { type: 'string', ...base, codes, dictionary };
}
