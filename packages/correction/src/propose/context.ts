import type {
  CellValue,
  Column,
  ColumnTable,
  FieldDefinition,
  IssueCode,
  Schema,
} from '@stock-analyzer/schema';
import { cellAt } from '@stock-analyzer/schema';
import { type CorrectionData, columnsOf, fieldsOf } from '../data';
import { EvidenceLog } from '../evidence/packed';
import type { Alternative, AnsweredIssue, CorrectionRule, Evidence } from '../model/plan';
import { columnsByField, definitionsOf } from './columns';
import { type Groups, groupsOf } from './groups';
import type { IssuePlaces } from './issue-places';
import { isNumeric, type NumericField, numbersOf, numericField } from './numeric-field';

/** What a detector found in one cell. Whether it is proposed or flagged, its confidence decides. */
export interface Finding {
  readonly row: number;
  readonly field: string;
  readonly to: CellValue;
  /** Null where a value is wrong and nothing tells how. */
  readonly rule: CorrectionRule | null;
  readonly confidence: number;
  readonly evidence: Iterable<Evidence>;
  readonly alternatives: readonly Alternative[];
  readonly group: string | null;
}

/** Finds one kind of error. Detectors run in order; a cell belongs to the first that is sure enough. */
export type Detector = (context: DetectorContext) => Iterable<Finding>;

/** A column and the field that it is. */
export interface FieldColumn {
  readonly field: FieldDefinition;
  readonly column: Column;
}

/** An approved earlier week. */
export interface EarlierWeek {
  /** Its columns by the field's display name. */
  readonly columns: ReadonlyMap<string, Column>;
  /** By row of this week: the row of the same company; -1 for none. */
  readonly rows: Int32Array;
}

/** What detectors look at. */
export interface DetectorContext {
  /** The canonical fields. */
  readonly table: ColumnTable;
  readonly rowCount: number;
  readonly schema: Schema;
  readonly tickers: readonly (string | null)[];
  /** The columns of all fields, canonical and native, by the field's display name. */
  readonly columns: ReadonlyMap<string, Column>;
  /** The same in the order of the data, which is the source's: neighbours are neighbours. */
  readonly fields: readonly FieldColumn[];
  /** Approved earlier weeks, oldest first. */
  readonly earlier: readonly EarlierWeek[];
  /**
   * By row: the columns whose cells were dealt with as a part of something larger, `null` for the whole row.
   * Detectors put them in as they find them, and leave such cells alone.
   */
  readonly settled: Map<number, ReadonlySet<string> | null>;
  /** Companies by a field of texts, given by its key: `industry`, `currency`. */
  readonly groups: (key: string) => Groups;
  /** Fields of numbers that the data has, canonical and native, by key. */
  readonly numeric: ReadonlyMap<string, NumericField>;
  readonly threshold: number;
  /** Where evidence is kept. */
  readonly told: EvidenceLog;
  /** The issue of a cell, given by its column's name, that a correction of it would answer. */
  readonly issueOf: (row: number, field: string) => AnsweredIssue | null;
}

/** Whether a cell was dealt with as a part of something larger: see {@link DetectorContext.settled}. */
export function isSettled(
  { settled }: Pick<DetectorContext, 'settled'>,
  row: number,
  column: string,
): boolean {
  const columns = settled.get(row);
  return columns === null || columns?.has(column) === true;
}

/** Issues whose cell a person has to see even if no correction is likely. */
export const REVIEWED: ReadonlySet<IssueCode> = new Set([
  'wrong_type',
  'out_of_possible_range',
  'percentage_basis_points',
]);

/** Gathers what the detectors need. */
export function createContext(
  data: CorrectionData,
  issues: IssuePlaces,
  schema: Schema,
  earlierData: readonly CorrectionData[],
  threshold: number,
): DetectorContext {
  const definitions = definitionsOf(data, schema);
  const columns = columnsByField(data, definitions);
  const table = fieldsOf(data);
  const { rowCount } = table;
  const keys = new Map(definitions.toReversed().map((field) => [field.key, field.name]));
  const textOf = (key: string) => columns.get(keys.get(key) ?? '');
  const [tickers, names] = [textOf('ticker'), textOf('corpName')].map((column) =>
    textsOf(column, rowCount),
  ) as [(string | null)[], (string | null)[]];
  const byTicker = rowMatcher(tickers);
  const byName = rowMatcher(names);
  const earlier = earlierData.map((week): EarlierWeek => {
    const of = columnsByField(week, definitions);
    const texts = (key: string) => textsOf(of.get(keys.get(key) ?? ''), fieldsOf(week).rowCount);
    return { columns: of, rows: byName(texts('corpName'), byTicker(texts('ticker'))) };
  });
  const numeric = new Map<string, NumericField>();
  for (const field of definitions) {
    const column = columns.get(field.name);
    if (!column || !isNumeric(field)) continue;
    const weeks = earlier.map(({ columns: of, rows }) => {
      const old = of.get(field.name);
      return old ? { values: numbersOf(old), rows } : null;
    });
    numeric.set(field.key, numericField(field, column, weeks));
  }
  const known = new Map<string, Groups>();
  const groups = (key: string) => {
    const made = known.get(key) ?? groupsOf(textOf(key), rowCount);
    known.set(key, made);
    return made;
  };
  const issueOf = issueFinder(issues, columns);
  const fields = fieldColumns(data, definitions, columns);
  return {
    table,
    rowCount,
    schema,
    tickers,
    columns,
    fields,
    earlier,
    settled: new Map(),
    groups,
    numeric,
    threshold,
    told: new EvidenceLog(),
    issueOf,
  };
}

function fieldColumns(
  data: CorrectionData,
  definitions: readonly FieldDefinition[],
  columns: ReadonlyMap<string, Column>,
): FieldColumn[] {
  const fieldOf = new Map(
    definitions.flatMap((field) => {
      const column = columns.get(field.name);
      return column ? [[column, field] as const] : [];
    }),
  );
  return columnsOf(data).flatMap((column) => {
    const field = fieldOf.get(column);
    return field ? [{ field, column }] : [];
  });
}

function textsOf(column: Column | undefined, rowCount: number): (string | null)[] {
  const texts: (string | null)[] = new Array(rowCount).fill(null);
  for (let row = 0; column && row < rowCount; row++) {
    const value = cellAt(column, row);
    if (value !== null) texts[row] = String(value);
  }
  return texts;
}

/**
 * By row: the earlier row of the same text; -1 for none, and for a text that the earlier week has twice, or that
 * another row has already been matched by.
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

/** Of several issues of a cell, the one that asks for a correction is answered. */
function issueFinder(issues: IssuePlaces, columns: ReadonlyMap<string, Column>): DetectorContext['issueOf'] {
  /** By column, by row: the number of its issue, counted from 1; 0 for none. */
  const byColumn = new Map<string, Uint32Array>();
  for (let index = 0; index < issues.count; index++) {
    const field = issues.fieldAt(index);
    const column = field === null ? undefined : columns.get(field);
    if (!column) continue;
    let numbers = byColumn.get(column.name);
    if (!numbers) {
      numbers = new Uint32Array(column.validity.length);
      byColumn.set(column.name, numbers);
    }
    const row = issues.rowAt(index);
    const known = numbers[row];
    if (known === 0 || (known && !isReviewed(issues, known - 1) && isReviewed(issues, index)))
      numbers[row] = index + 1;
  }
  return (row, name) => {
    const number = byColumn.get(name)?.[row];
    return number ? { code: issues.codeAt(number - 1), index: number - 1 } : null;
  };
}

function isReviewed(issues: IssuePlaces, index: number): boolean {
  return REVIEWED.has(issues.codeAt(index));
}
