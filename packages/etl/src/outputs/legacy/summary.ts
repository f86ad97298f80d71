import {
  cellAt,
  type Dataset,
  defineSchema,
  type FieldDefinition,
  type Schema,
} from '@stock-analyzer/schema';
import { toColumnConfig, toEnhancedColumnConfig } from '@stock-analyzer/schema/column-config';
import { cellJson, envelopeJson } from '@stock-analyzer/schema/json';
import type { ReleaseFile } from '../../release/release-folder';
import type { ParsedSheet } from '../../transform/sheet';
import type { OutputStamp } from '../stamp';
import { type LegacyColumn, legacyColumns, legacyWriter } from './columns';

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
    const columns = summaryColumns(analysed, input.dataset);
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
    yield file('enhanced_summary_data_full.json', summaryText(all, legacyColumns(all, input.dataset), input));
  }
}

/**
 * The summary has each key once: of columns that share a header the last one counts, as it always did, so that
 * `W` … `12 M` are changes of the EPS consensus.
 */
function summaryColumns(sheet: ParsedSheet, dataset: Dataset): LegacyColumn[] {
  const byKey = new Map<string, LegacyColumn>();
  for (const column of legacyColumns(sheet, dataset)) byKey.set(column.base, { ...column, key: column.base });
  return [...byKey.values()];
}

function summaryText(
  sheet: ParsedSheet,
  columns: readonly LegacyColumn[],
  { dataset, stamp }: LegacyInput,
): string {
  const cell = (key: string) => columns.find((column) => column.key === key)?.value;
  const ticker = cell('Ticker');
  const name = cell('corpName');
  const write = legacyWriter(columns);
  const currencies = sheet.table.byName.get('Currency');
  const records = Array.from({ length: sheet.table.rowCount }, (_, row) => {
    const members = [write(row)];
    const search = `${ticker?.(row) ?? ''} ${name?.(row) ?? ''}`.toLowerCase();
    if (!cell('searchIndex')) members.push(`"searchIndex":${JSON.stringify(search)}`);
    if (currencies && !cell('currency')) members.push(`"currency":${cellJson(cellAt(currencies, row))}`);
    return `{${members.join(',')}}`;
  });
  const metadata = {
    version: '3.0',
    ...stamp,
    source: sheet.sheet,
    as_of: dataset.asOf,
    total_companies: records.length,
    units: UNITS,
    description: 'Companies of the week under the keys and units of the existing pages',
  };
  return envelopeJson(metadata, 'companies', records);
}

/** The pages' columns as a schema: their keys, their unit. Columns that no field claims have no heading. */
function legacySchema(columns: readonly LegacyColumn[]): Schema {
  const fields = new Map<string, FieldDefinition>();
  for (const { key, about } of columns) {
    if (!about.field || fields.has(about.field.column)) continue;
    fields.set(about.field.column, legacyField(about.field, key, about.sourceUnit === 'fraction'));
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

function file(path: string, data: string): ReleaseFile {
  return { path, data, fixed: true };
}
