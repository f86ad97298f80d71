import {
  cellAt,
  type Dataset,
  defineSchema,
  type FieldDefinition,
  type Schema,
} from '@stock-analyzer/schema';
import { toColumnConfig, toEnhancedColumnConfig } from '@stock-analyzer/schema/column-config';
import {
  type ColumnTexts,
  cellJson,
  envelopePieces,
  memberWriter,
  type TextBytes,
} from '@stock-analyzer/schema/json';
import type { ReleaseFile } from '../../release/release-folder';
import type { ParsedSheet } from '../../transform/sheet';
import type { OutputStamp } from '../stamp';
import type { LegacyColumn } from './columns';

const UNITS = {
  percentages: 'fraction',
  dates: 'Excel serial, 1900 system',
  '(USD mn)': 'USD millions',
  현재가: 'listing currency, see "currency"',
} as const;

/** What the files of the pages are made from. */
export interface LegacyInput {
  readonly dataset: Dataset;
  readonly sheets: readonly ParsedSheet[];
  readonly stamp: OutputStamp;
  /** The columns of a sheet as the pages know them, made once. */
  readonly columnsOf: (sheet: ParsedSheet) => readonly LegacyColumn[];
  /** What the files are written with. */
  readonly text: TextBytes;
  /** Of the sheets' numbers. */
  readonly texts: ColumnTexts;
}

/**
 * The files that existing pages read: `enhanced_summary_data.json` (the analysed companies),
 * `enhanced_summary_data_full.json` (all of M_Company) and the column configurations. They keep the pages'
 * keys and units, and say so in `metadata.units`.
 */
export function* summaryFiles(input: LegacyInput): Iterable<ReleaseFile> {
  const analysed = input.sheets.find(({ id }) => id === 'A_Company');
  const all = input.sheets.find(({ id }) => id === 'M_Company');
  if (analysed) {
    const columns = summaryColumns(input.columnsOf(analysed));
    yield file('enhanced_summary_data.json', summaryText(analysed, columns, input));
    const schema = legacySchema(columns);
    const excluded = ['searchIndex', 'currency'];
    yield file('column_config.json', configText(toColumnConfig(schema, { excluded }), input));
    yield file(
      'enhanced_column_config.json',
      configText(toEnhancedColumnConfig(schema, { excluded }), input),
    );
  }
  if (all) {
    yield file('enhanced_summary_data_full.json', summaryText(all, input.columnsOf(all), input));
  }
}

/**
 * The summary has each key once: of columns that share a header the last one counts, as it always did, so that
 * `W` … `12 M` are changes of the EPS consensus.
 */
function summaryColumns(columns: readonly LegacyColumn[]): LegacyColumn[] {
  const byKey = new Map<string, LegacyColumn>();
  for (const each of columns) byKey.set(each.base, { ...each, column: { ...each.column, name: each.base } });
  return [...byKey.values()];
}

function summaryText(
  sheet: ParsedSheet,
  columns: readonly LegacyColumn[],
  { dataset, stamp, text, texts }: LegacyInput,
): Iterable<Uint8Array> {
  const named = (key: string) => columns.find(({ column }) => column.name === key)?.column;
  const [ticker, name] = [named('Ticker'), named('corpName')];
  const [hasSearch, hasCurrency] = [named('searchIndex') !== undefined, named('currency') !== undefined];
  const members = memberWriter(
    columns.map(({ column }) => column),
    { texts },
  );
  const currencies = sheet.table.byName.get('Currency');
  const write = (row: number, into: TextBytes) => {
    members(row, into);
    if (!hasSearch) {
      const search = `${(ticker && cellAt(ticker, row)) ?? ''} ${(name && cellAt(name, row)) ?? ''}`;
      into.put(`,"searchIndex":${JSON.stringify(search.toLowerCase())}`);
    }
    if (currencies && !hasCurrency) into.put(`,"currency":${cellJson(cellAt(currencies, row))}`);
  };
  const { rowCount } = sheet.table;
  const metadata = {
    version: '3.0',
    ...stamp,
    source: sheet.sheet,
    as_of: dataset.asOf,
    total_companies: rowCount,
    units: UNITS,
    description: 'Companies of the week under the keys and units of the existing pages',
  };
  return envelopePieces({ metadata, key: 'companies', count: rowCount, write }, text);
}

/** The pages' columns as a schema: their keys, their unit. Columns that no field claims have no heading. */
function legacySchema(columns: readonly LegacyColumn[]): Schema {
  const fields = new Map<string, FieldDefinition>();
  for (const { column, about } of columns) {
    if (!about.field || fields.has(about.field.column)) continue;
    fields.set(about.field.column, legacyField(about.field, column.name, about.sourceUnit === 'fraction'));
  }
  return defineSchema({ id: 'enhanced-summary', version: '3.0.0', fields: [...fields.values()] });
}

function legacyField(
  { month: _, ...field }: FieldDefinition,
  name: string,
  isFraction: boolean,
): FieldDefinition {
  return { ...field, name, ...(isFraction && { unit: 'fraction' as const }) };
}

function configText(config: object, { stamp }: LegacyInput): string {
  const own = 'metadata' in config ? (config.metadata as object) : {};
  return `${JSON.stringify({ ...config, metadata: { ...own, ...stamp } }, null, 2)}\n`;
}

function file(path: string, data: ReleaseFile['data']): ReleaseFile {
  return { path, data, fixed: true };
}
