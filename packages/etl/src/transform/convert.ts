import {
  type CellValue,
  type Column,
  cellAt,
  columnOf,
  excelSerialToIso,
  type FieldDefinition,
  type MissingCause,
  type NumberColumn,
  type PercentUnit,
  parseDate,
  parseErrorToken,
  parseNumber,
  parsePercent,
  parsePrice,
  type StringColumn,
  toPercent,
} from '@stock-analyzer/schema';
import { pickFormats } from './layout';

/** What a sheet's cells are read by. */
export interface CellRules {
  readonly errorTokens: readonly string[];
  readonly dateFormats: readonly string[];
  readonly date1904: boolean;
}

/**
 * A field's values from the chosen rows of a column: numbers in the field's unit, texts, ISO dates. What
 * cannot be read is missing, and its cause is kept.
 *
 * @param unit The unit that the source writes percentages in.
 */
export function convertColumn(
  source: Column,
  rows: Int32Array,
  field: Pick<FieldDefinition, 'name' | 'kind' | 'unit'>,
  unit: PercentUnit,
  rules: CellRules,
): Column {
  switch (field.kind) {
    case 'string':
      return texts(source, rows, field.name, rules, field.name === 'corpName' ? keepText : trimText);
    case 'date':
      return texts(source, rows, field.name, rules, (value) => dateOf(value, rules));
    case 'percentage': {
      const scale = (value: number) => toPercent(value, unit);
      return numbers(source, rows, field.name, rules, scale, (text) => {
        const number = parseNumber(text);
        return number === null ? parsePercent(text) : scale(number);
      });
    }
    case 'currency':
      return numbers(source, rows, field.name, rules, same, (text) => parsePrice(text)?.amount ?? null);
    case 'number':
      return numbers(source, rows, field.name, rules, same, parseNumber);
    case 'boolean':
      return inferColumn(source, rows, field.name, rules);
  }
}

/** The chosen rows of a column that no field claims: as they stand, but for error tokens and spaces. */
export function inferColumn(source: Column, rows: Int32Array, name: string, rules: CellRules): Column {
  const causes = new Map<number, MissingCause>();
  const values = Array.from(rows, (row, at): CellValue => {
    const value = cellAt(source, row);
    if (typeof value !== 'string') {
      const cause = value === null ? source.causes?.get(row) : undefined;
      if (cause) causes.set(at, cause);
      return value;
    }
    if (value.trim() === '') return null;
    const cause = parseErrorToken(value, rules.errorTokens);
    if (!cause) return value;
    causes.set(at, cause);
    return null;
  });
  return withEvidence(columnOf(name, values), source, rows, causes);
}

function same(value: number): number {
  return value;
}

function numbers(
  source: Column,
  rows: Int32Array,
  name: string,
  { errorTokens }: CellRules,
  scale: (value: number) => number,
  parse: (text: string) => number | null,
): NumberColumn {
  const values = new Float64Array(rows.length).fill(Number.NaN);
  const validity = new Uint8Array(rows.length);
  const causes = new Map<number, MissingCause>();
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const value = source.type === 'mixed' ? source.values[row]! : cellAt(source, row);
    let number: number | null = null;
    if (typeof value === 'number') number = scale(value);
    else if (value === null) {
      const cause = source.causes?.get(row);
      if (cause) causes.set(at, cause);
    } else {
      const text = String(value);
      if (text.trim() === '') continue;
      const token = parseErrorToken(text, errorTokens);
      number = token || typeof value === 'boolean' ? null : parse(text);
      if (number === null) causes.set(at, token ?? { kind: 'unparsed', text });
    }
    if (number === null) continue;
    values[at] = number;
    validity[at] = 1;
  }
  return withEvidence({ type: 'number', name, values, validity }, source, rows, causes);
}

/** Null is blank; a cause is a value that cannot be read. */
type TextReader = (value: string | number | boolean) => string | null | MissingCause;

function texts(
  source: Column,
  rows: Int32Array,
  name: string,
  { errorTokens }: CellRules,
  read: TextReader,
): StringColumn {
  const codes = new Int32Array(rows.length).fill(-1);
  const validity = new Uint8Array(rows.length);
  const causes = new Map<number, MissingCause>();
  const dictionary: string[] = [];
  const codeOf = new Map<string, number>();
  // Cells repeat (industries, months, fiscal years): each different one is read once.
  const known = new Map<CellValue, number | MissingCause | null>();
  const learn = (value: string | number | boolean): number | MissingCause | null => {
    const token = typeof value === 'string' ? parseErrorToken(value, errorTokens) : null;
    const text = token ?? read(value);
    if (typeof text !== 'string') return text;
    let code = codeOf.get(text);
    if (code === undefined) {
      code = dictionary.push(text) - 1;
      codeOf.set(text, code);
    }
    return code;
  };
  for (let at = 0; at < rows.length; at++) {
    const value = cellAt(source, rows[at]!);
    if (value === null) {
      const cause = source.causes?.get(rows[at]!);
      if (cause) causes.set(at, cause);
      continue;
    }
    let found = known.get(value);
    if (found === undefined) {
      found = learn(value);
      known.set(value, found);
    }
    if (typeof found === 'number') {
      codes[at] = found;
      validity[at] = 1;
    } else if (found) causes.set(at, found);
  }
  return withEvidence({ type: 'string', name, codes, dictionary, validity }, source, rows, causes);
}

/** Names stay as they are, to the last space. */
function keepText(value: string | number | boolean): string | null | MissingCause {
  return trimText(value) === null ? null : typeof value === 'string' ? value : trimText(value);
}

/** A zero where a text should be is what a formula makes of an empty cell. */
function trimText(value: string | number | boolean): string | null | MissingCause {
  if (value === 0) return { kind: 'unparsed', text: '0' };
  return String(value).trim() || null;
}

function dateOf(value: string | number | boolean, rules: CellRules): string | null | MissingCause {
  if (typeof value === 'string' && value.trim() === '') return null;
  const serial = typeof value === 'string' ? parseNumber(value) : value;
  const date =
    typeof serial === 'number'
      ? excelSerialToIso(serial, rules.date1904)
      : parseDate(String(value), rules.dateFormats);
  return date ?? { kind: 'unparsed', text: String(value) };
}

function withEvidence<C extends Column>(
  column: C,
  source: Column,
  rows: Int32Array,
  causes: ReadonlyMap<number, MissingCause>,
): C {
  return {
    ...column,
    ...(causes.size > 0 ? { causes } : {}),
    ...(source.formats ? { formats: pickFormats(source.formats, rows) } : {}),
  };
}
