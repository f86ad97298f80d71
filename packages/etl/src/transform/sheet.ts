import {
  type Column,
  type ColumnTable,
  columnTable,
  type FieldDefinition,
  type Issue,
  type PercentUnit,
  type SheetTable,
} from '@stock-analyzer/schema';
import type { SheetProfile, SourceProfile } from '../profile/types';
import { type CellRules, convertColumn, inferColumn } from './convert';
import { currencyColumn, exchangeColumns } from './derived';
import { columnIssue, headlessIssue } from './issues';
import {
  findHeaderRow,
  guessHeaderRow,
  type LayoutColumn,
  layOut,
  layOutFree,
  type SheetLayout,
} from './layout';
import type { RowPlan } from './rows';
import { otherUnit } from './unit-check';

/** One column of a {@link ParsedSheet}. */
export interface SheetColumn {
  /** Name of the column in the table. */
  readonly name: string;
  /** Its header as the sheet has it; '' if it has none. */
  readonly header: string;
  /** Title of the group that it stands under. */
  readonly group: string | null;
  /** Column letters in the sheet; null for a column that was derived from another (`Currency`). */
  readonly letters: string | null;
  /** The field that it holds; null if no field claims it. */
  readonly field: FieldDefinition | null;
  /** The unit that the sheet writes this percentage in; null for what is no percentage. */
  readonly sourceUnit: PercentUnit | null;
  /** The date in its header, ISO. */
  readonly date: string | null;
}

/** A sheet as it is understood: typed columns of unique names, in the units of their fields. */
export interface ParsedSheet {
  /** The sheet's name as the workbook spells it. */
  readonly sheet: string;
  /** Id in the profile; null for a sheet that the profile does not know. */
  readonly id: string | null;
  /** Id of its schema; null where types are inferred. */
  readonly schema: string | null;
  readonly role: SheetProfile['role'];
  /** Spreadsheet row (1-based) of its headers; null if it has none. */
  readonly headerRow: number | null;
  readonly table: ColumnTable;
  /** One for each column of the table, in its order. */
  readonly columns: readonly SheetColumn[];
  /** Spreadsheet row (1-based) of each row of the table. */
  readonly rows: Int32Array;
}

/** Everything that a sheet is read by. */
export interface SheetContext {
  readonly profile: SourceProfile;
  readonly sheet: SheetProfile | undefined;
  readonly cells: CellRules;
}

/** Finds the headers of any sheet. One that its profile promises and the sheet lacks leaves it free. */
export function layOutSheet(table: SheetTable, { sheet, cells }: SheetContext): SheetLayout {
  if (sheet?.role === 'free') return layOutFree(table);
  const headerRow = sheet ? findHeaderRow(table, sheet.required ?? []) : guessHeaderRow(table);
  return headerRow === null ? layOutFree(table) : layOut(table, headerRow, sheet, cells.date1904);
}

/** The columns of the kept rows, and what is odd about them as columns. */
export function parseSheet(
  layout: SheetLayout,
  plan: RowPlan,
  context: SheetContext,
): { readonly parsed: ParsedSheet; readonly issues: Issue[] } {
  const { table } = layout;
  const { sheet, profile, cells } = context;
  const columns: Column[] = [];
  const described: SheetColumn[] = [];
  const issues: Issue[] = [];
  const taken = new Set(layout.columns.map(({ name }) => name));
  const put = (column: Column, about: SheetColumn) => {
    columns.push(column);
    described.push(about);
  };
  const derive = (column: Column) => {
    const field = sheet?.schema?.byName.get(column.name);
    if (!field || taken.has(column.name)) return;
    put(column, {
      name: column.name,
      header: '',
      group: null,
      letters: null,
      field,
      sourceUnit: null,
      date: null,
    });
  };

  let exchange: Column | undefined;
  let prices: Column | undefined;
  for (const column of layout.columns) {
    const { source, match } = column;
    const field = match.kind === 'field' ? match.field : null;
    const sourceUnit = field?.kind === 'percentage' ? unitOf(field.name, sheet) : null;
    const converted = field
      ? convertColumn(source, plan.kept, field, sourceUnit ?? 'percent', cells)
      : match.kind === 'date' && sheet?.datedColumns
        ? convertColumn(
            source,
            plan.kept,
            { name: column.name, kind: sheet.datedColumns, unit: 'none' },
            sheet.percentages ?? 'percent',
            cells,
          )
        : inferColumn(source, plan.kept, column.name, cells);
    if (!field && match.text === '' && isEmpty(converted)) continue;
    const about = describe(column, field, sourceUnit);
    const issue = layout.headerRow === null ? null : columnIssue(layout, column, sheet);
    if (issue) issues.push(issue);
    if (sourceUnit && converted.type === 'number') {
      const seems = otherUnit(converted, sourceUnit, own(profile.typicalPercent, column.name));
      if (seems) issues.push(columnIssue(layout, column, sheet, { declared: sourceUnit, seems })!);
    }
    if (field?.name === 'exchange') {
      const [canonical, spelled] = exchangeColumns(converted, profile);
      exchange = canonical;
      put(canonical, about);
      derive(spelled);
    } else put(converted, about);
    if (field?.name === 'Price') prices = source;
  }
  if (layout.headerRow === null && sheet?.schema && table.rowCount > 0)
    issues.push(headlessIssue(table.name, sheet));
  if (prices) derive(currencyColumn(prices, plan.kept, exchange, profile));

  const parsed: ParsedSheet = {
    sheet: table.name,
    id: sheet?.id ?? null,
    schema: layout.headerRow === null ? null : (sheet?.schema?.id ?? null),
    role: sheet?.role ?? 'free',
    headerRow: layout.headerRow === null ? null : table.firstRow + layout.headerRow,
    table: columnTable(plan.kept.length, columns),
    columns: described,
    rows: plan.kept.map((row) => table.firstRow + row),
  };
  return { parsed, issues };
}

function describe(
  { name, letters, match }: LayoutColumn,
  field: FieldDefinition | null,
  sourceUnit: PercentUnit | null,
): SheetColumn {
  return {
    name,
    header: match.text,
    group: match.groupTitle ?? null,
    letters,
    field,
    sourceUnit,
    date: match.kind === 'field' || match.kind === 'date' ? match.date : null,
  };
}

function unitOf(field: string, sheet: SheetProfile | undefined): PercentUnit {
  return own(sheet?.units ?? {}, field) ?? sheet?.percentages ?? 'percent';
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function isEmpty({ validity, causes }: Column): boolean {
  return !causes?.size && !validity.includes(1);
}
