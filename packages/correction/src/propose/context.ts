import type {
  CellValue,
  Column,
  ColumnTable,
  FieldDefinition,
  MixedColumn,
  Schema,
} from '@stock-analyzer/schema';
import { type CorrectionData, columnsOf, fieldsOf } from '../data';
import { EvidenceLog } from '../evidence/packed';
import type { Alternative, CorrectionRule, Evidence } from '../model/plan';
import { columnsByField, definitionsOf, textsOf } from './columns';
import { type EarlierWeek, earlierWeeks } from './earlier-weeks';
import { type Groups, groupsOf } from './groups';
import { type IssueFinder, issueFinder } from './issue-finder';
import type { IssuePlaces } from './issue-places';
import { isNumeric, type NumericField, numbersOf, numericField } from './numeric-field';
import { TextNumbers } from './text-numbers';

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

/** What detectors look at. */
export interface DetectorContext {
  /** The canonical fields. */
  readonly table: ColumnTable;
  readonly rowCount: number;
  readonly schema: Schema;
  readonly tickers: readonly (string | null)[];
  readonly tickerNumbers: TextNumbers;
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
  /** The rows of a mixed column that hold a text: most are few. */
  readonly textRows: (column: MixedColumn) => readonly number[];
  readonly threshold: number;
  /** Where evidence is kept. */
  readonly told: EvidenceLog;
  /** The issue of a cell, given by its column's name, that a correction of it would answer. */
  readonly issueOf: IssueFinder;
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
  const columnOf = (key: string) => columns.get(keys.get(key) ?? '');
  const tickers = textsOf(columnOf('ticker'), rowCount);
  const tickerNumbers = new TextNumbers(tickers);
  const earlier = earlierWeeks(earlierData, definitions, {
    tickers: tickerNumbers,
    names: columnOf('corpName'),
  });
  const numeric = new Map<string, NumericField>();
  const textRowsOf = new Map<MixedColumn, readonly number[]>();
  for (const field of definitions) {
    const column = columns.get(field.name);
    if (!column || !isNumeric(field)) continue;
    const weeks = earlier.map(({ columns: of, rows }) => {
      const old = of.get(field.name);
      return old ? { values: numbersOf(old), rows } : null;
    });
    const texts: number[] = [];
    numeric.set(field.key, numericField(field, column, weeks, texts));
    if (column.type === 'mixed') textRowsOf.set(column, texts);
  }
  const textRows = (column: MixedColumn) => {
    const found = textRowsOf.get(column) ?? rowsOfTexts(column);
    textRowsOf.set(column, found);
    return found;
  };
  const known = new Map<string, Groups>();
  const groups = (key: string) => {
    const made = known.get(key) ?? groupsOf(columnOf(key), rowCount);
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
    tickerNumbers,
    columns,
    fields,
    earlier,
    settled: new Map(),
    groups,
    numeric,
    textRows,
    threshold,
    told: new EvidenceLog(),
    issueOf,
  };
}

function rowsOfTexts({ values }: MixedColumn): number[] {
  const rows: number[] = [];
  for (let row = 0; row < values.length; row++) if (typeof values[row] === 'string') rows.push(row);
  return rows;
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
