import {
  type Column,
  type ColumnTable,
  cellAt,
  columnOf,
  columnTable,
  companySchema,
  type Dataset,
  defineSchema,
  excelSerialToIso,
  type FieldDefinition,
  type MissingCause,
} from '@stock-analyzer/schema';
import { type HeaderMatch, resolveHeaders } from '@stock-analyzer/schema/header';
import { aCompanySheet, companyNativeFields, mCompanySheet } from '@stock-analyzer/schema/sheets';

/** What a file under the source's own headers turned out to be; percentages still in its unit. */
export interface ForeignTables {
  readonly fields: ColumnTable;
  readonly native: ColumnTable;
  readonly nativeSchema: Dataset['nativeSchema'];
  /** Date of the newest column of the EPS consensus; null if there is none. */
  readonly asOf: string | null;
  readonly month: string | null;
}

type Known = HeaderMatch & { readonly kind: 'field' };

/**
 * Fields and native fields of a file under the headers of the source's sheets, or the canonical names. What a
 * sheet means by a header beats an equal name: `Return (Y)` of A_Company is an expectation over ten years. A header
 * that no field claims, or several do, is a native field under its own name.
 */
export function foreignTables(table: ColumnTable, source: unknown): ForeignTables {
  const matches = matchesOf(table, source);
  const columns = { canonical: [] as Column[], native: [] as Column[] };
  const defined: FieldDefinition[] = [];
  const claimed = new Set(matches.flatMap((match) => (match.kind === 'field' ? [match.field.name] : [])));
  for (const match of matches) {
    const column = table.byName.get(match.text)!;
    if (match.kind !== 'field') {
      columns.native.push({ ...column, name: unclaimed(match.text, claimed) });
      continue;
    }
    const { field } = match;
    const named = { ...dated(column, field), name: field.name };
    if (companySchema.byName.has(field.name)) columns.canonical.push(named);
    else {
      columns.native.push(named);
      defined.push(field);
    }
  }
  const known = matches.filter((match): match is Known => match.kind === 'field');
  const dates = known.flatMap(({ date }) => date ?? []);
  return {
    fields: columnTable(table.rowCount, columns.canonical),
    native: columnTable(table.rowCount, columns.native),
    nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: defined }),
    asOf: dates.sort().at(-1) ?? null,
    month: known.find(({ field, month }) => field.column === 'per' && month)?.month ?? null,
  };
}

function matchesOf(table: ColumnTable, source: unknown): HeaderMatch[] {
  const analysed = source === aCompanySheet.id || table.byName.has('Price (10)');
  const { rules, series } = analysed ? aCompanySheet : mCompanySheet;
  const headers = inSheetOrder(table.columns.map(({ name }) => name));
  return resolveHeaders(
    headers.map((text, index) => ({ text, index })),
    { fields: [...companySchema.fields, ...companyNativeFields], rules, series },
  );
}

/**
 * Objects list whole numbers first, whatever the file's order: the serial of the newest date goes back to the
 * left of the earlier ones.
 */
function inSheetOrder(names: readonly string[]): string[] {
  const whole = names.filter((name) => /^\d{5}$/.test(name)).sort((a, b) => Number(b) - Number(a));
  const others = names.filter((name) => !whole.includes(name));
  const earlier = others.findIndex((name) => /^\d{5}\.0$/.test(name));
  others.splice(earlier < 0 ? others.length : earlier, 0, ...whole);
  return others;
}

function unclaimed(text: string, claimed: Set<string>): string {
  let name = text;
  while (claimed.has(name)) name += ' (source)';
  claimed.add(name);
  return name;
}

/** Dates as serials become ISO dates; what is none is missing, with the reason. */
function dated(column: Column, { kind }: FieldDefinition): Column {
  if (kind !== 'date' || column.type === 'string') return column;
  const causes = new Map<number, MissingCause>(column.causes);
  const values = Array.from(column.validity, (_, row) => {
    const value = cellAt(column, row);
    const date = typeof value === 'number' ? excelSerialToIso(value) : value;
    if (date === null && value !== null) causes.set(row, { kind: 'unparsed', text: String(value) });
    return date;
  });
  return { ...columnOf(column.name, values), ...(causes.size > 0 && { causes }) };
}
