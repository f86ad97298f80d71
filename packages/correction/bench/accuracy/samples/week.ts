import {
  type CellValue,
  type Column,
  columnOf,
  columnTable,
  type Dataset,
  excelSerialToIso,
  type FieldDefinition,
  parsePrice,
  type Schema,
  toPercent,
} from '@stock-analyzer/schema';
import { type HeaderMatch, resolveHeaders } from '@stock-analyzer/schema/header';
import type { SheetDefinition } from '@stock-analyzer/schema/sheets';

/** A sheet as its exports have it: texts and numbers under their headers, percentages as fractions. */
export interface SampleSheet {
  readonly sheet: SheetDefinition;
  readonly headers: readonly string[];
  /** Group title of each header; null where there is none. */
  readonly titles: readonly (string | null)[];
  readonly rows: readonly (readonly (string | number | null | undefined)[])[];
}

const CURRENCIES: Readonly<Record<string, string>> = {
  NASDAQ: 'USD',
  NYSE: 'USD',
  Hongkong: 'HKD',
  Shanghai: 'CNY',
  Shenzhen: 'CNY',
  Tokyo: 'JPY',
  KOSPI: 'KRW',
  KOSDAQ: 'KRW',
};

/** A week of real values, read as the week's own profile would: errors of the source are missing values. */
export function sampleWeek(like: Dataset, { sheet, headers, titles, rows }: SampleSheet): Dataset {
  const matches = resolveHeaders(
    headers.map((text, index) => ({ text, index, groupTitle: titles[index] ?? null })),
    { fields: sheet.schema.fields, rules: sheet.rules, series: sheet.series },
  );
  const cells = new Map<string, CellValue[]>();
  for (const match of matches) {
    if (match.kind === 'field') cells.set(match.field.name, readColumn(match, rows));
  }
  const exchanges = cells.get('exchange') ?? [];
  cells.set(
    'exchange',
    exchanges.map((name) => (name === 'Nasdaq' ? 'NASDAQ' : name)),
  );
  cells.set(
    'Currency',
    cells.get('exchange')!.map((name) => CURRENCIES[String(name)] ?? null),
  );
  const table = (schema: Schema) =>
    columnTable(
      rows.length,
      schema.fields.flatMap((field) => columnsOf(field, like, cells)),
    );
  return { ...like, fields: table(like.schema), native: table(like.nativeSchema) };
}

function columnsOf(
  { name }: FieldDefinition,
  like: Dataset,
  cells: ReadonlyMap<string, CellValue[]>,
): Column[] {
  const values = cells.get(name);
  const { formats } = like.fields.byName.get(name) ?? like.native.byName.get(name) ?? {};
  return values ? [{ ...columnOf(name, values), ...(formats && { formats }) }] : [];
}

function readColumn(match: HeaderMatch & { kind: 'field' }, rows: SampleSheet['rows']): CellValue[] {
  const { kind, unit } = match.field;
  return rows.map((row) => {
    const cell = row[match.index] ?? '';
    if (cell === '') return null;
    if (kind === 'string') return String(cell);
    if (kind === 'date') return excelSerialToIso(Number(cell));
    const number =
      unit === 'listing_currency' ? (parsePrice(String(cell))?.amount ?? Number.NaN) : Number(cell);
    if (Number.isNaN(number)) return null;
    return kind === 'percentage' ? toPercent(number, 'fraction') : number;
  });
}
