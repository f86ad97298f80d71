import {
  type ColumnTable,
  columnTable,
  companySchema,
  type Dataset,
  isIsoDate,
  type PercentUnit,
  type Schema,
} from '@stock-analyzer/schema';
import { keepRows } from '../../dataset/keep-rows';
import { storableDataset } from '../../dataset/prepare';
import { tickerField, tickersOf } from '../../dataset/tickers';
import { StoreError } from '../../errors';
import { contradiction, type FileBounds, type FileContent, type LeftOutRow } from './content';
import { nativeSchemaFrom, schemaFrom } from './definitions';
import { isRecord } from './json-text';
import { inPercent, percentUnit } from './units';

/** What a file that does not say it itself is taken for. */
export interface JsonAssumptions {
  /** As-of date of the week, `YYYY-MM-DD`. */
  readonly asOf?: string;
  /** The unit of its percentages. */
  readonly percentages?: PercentUnit;
}

/** A file of companies as a dataset of the store. */
export interface FileDataset {
  readonly dataset: Dataset;
  /** The release that the file says it is of. */
  readonly releaseId: string | null;
  readonly generatedAt: string | null;
  readonly leftOut: readonly LeftOutRow[];
}

/**
 * The dataset that a file's content means. Rows without a ticker, or with one that an earlier row has, are left
 * out and listed.
 *
 * @throws StoreError `INVALID_DATASET` if the file says neither its date nor the unit of its percentages and
 * nobody else does; `CORRUPT`.
 */
export async function datasetFrom(
  content: FileContent,
  assumed: JsonAssumptions,
  bounds: FileBounds,
): Promise<FileDataset> {
  const { metadata } = content;
  const isOurs = Array.isArray(metadata.native_fields) || content.native !== null;
  const named = isOurs ? ownDataset(content, bounds) : await foreignDataset(content, assumed, bounds);
  const storable = storableDataset({ ...named, asOf: asOfDate(named.asOf, assumed, bounds) });
  const { dataset, leftOut } = knownByTicker(storable, content.leftOut);
  return {
    dataset,
    releaseId: textOr(metadata.release_id),
    generatedAt: textOr(metadata.generated_at),
    leftOut,
  };
}

function ownDataset({ metadata, fields, native, marks }: FileContent, bounds: FileBounds): Dataset {
  const schema = schemaFrom(metadata.schema, bounds);
  const pairs = Array.isArray(metadata.units) ? metadata.units.filter(Array.isArray) : [];
  const units = new Map(pairs.map(([name, unit]) => [name, unit]));
  const twice = native?.columns.find(({ name }) => fields.byName.has(name));
  if (twice)
    throw contradiction('A native field has the name of a canonical one', bounds, { field: twice.name });
  const tables = native ? { fields, native } : split(fields, schema);
  return {
    ...tables,
    fields: inPercent(tables.fields, (name) => percentUnit(units.get(name))),
    schema,
    nativeSchema: nativeSchemaFrom(metadata.native_fields, bounds),
    ...origin(metadata),
    marks,
  };
}

/** Files of other programs; what tells their headers apart is loaded for them only. */
async function foreignDataset(
  { metadata, fields: table, marks }: FileContent,
  assumed: JsonAssumptions,
  bounds: FileBounds,
): Promise<Dataset> {
  const { foreignTables } = await import('./foreign');
  const { asOf, month, nativeSchema, fields, native } = foreignTables(table, metadata.source);
  const { units } = metadata;
  const declared = percentUnit(isRecord(units) ? units.percentages : undefined) ?? assumed.percentages;
  const unitOf = (name: string) => {
    const field = companySchema.byName.get(name) ?? nativeSchema.byName.get(name);
    return field?.kind === 'percentage' ? (declared ?? 'unknown') : undefined;
  };
  refuseUnknownUnit([fields, native], (name) => unitOf(name) === 'unknown', bounds);
  const percent = (name: string) => percentUnit(unitOf(name));
  const told = origin(metadata);
  return {
    ...told,
    asOf: told.asOf || (asOf ?? ''),
    month: told.month ?? month,
    schema: companySchema,
    nativeSchema,
    fields: inPercent(fields, percent),
    native: inPercent(native, percent),
    marks,
  };
}

function refuseUnknownUnit(
  tables: readonly ColumnTable[],
  unknown: (name: string) => boolean,
  { file }: FileBounds,
): void {
  const found = tables
    .flatMap(({ columns }) => columns)
    .find(({ name, validity }) => unknown(name) && validity.includes(1));
  if (!found) return;
  throw new StoreError({
    code: 'INVALID_DATASET',
    message: 'The file does not say which unit its percentages are in',
    place: { file, field: found.name },
    advice:
      'Write metadata.units.percentages ("percent", "fraction" or "basis_points") into it, or open it with assume.percentages.',
  });
}

function asOfDate(told: string, { asOf = '' }: JsonAssumptions, { file }: FileBounds): string {
  const date = told || asOf;
  if (isIsoDate(date)) return date;
  throw new StoreError({
    code: 'INVALID_DATASET',
    message: date
      ? `The as-of date "${date}" of the file is none`
      : 'The file does not say which week it is of',
    place: { file },
    advice: 'Write metadata.as_of (such as "2025-10-10") into it, or open it with assume.asOf.',
  });
}

/** Of one table, what the schema knows and what it does not. */
function split(table: ColumnTable, schema: Schema): Pick<Dataset, 'fields' | 'native'> {
  const part = (canonical: boolean) =>
    columnTable(
      table.rowCount,
      table.columns.filter(({ name }) => schema.byName.has(name) === canonical),
    );
  return { fields: part(true), native: part(false) };
}

/** The dataset with one row a ticker, and the rows that are none. */
export function knownByTicker(
  dataset: Dataset,
  before: readonly LeftOutRow[],
): Pick<FileDataset, 'dataset' | 'leftOut'> {
  const gone = new Set(before.map(({ row }) => row));
  const seen = new Set<string>();
  const kept: number[] = [];
  const leftOut = [...before];
  let number = 0;
  const column = dataset.fields.byName.get(tickerField(dataset));
  for (const [row, ticker] of tickersOf(dataset).entries()) {
    do number++;
    while (gone.has(number));
    const isThere = column?.validity[row] === 1;
    if (isThere && !seen.has(ticker)) {
      seen.add(ticker);
      kept.push(row);
    } else {
      leftOut.push({
        row: number,
        ticker: isThere ? ticker : null,
        reason: isThere ? 'ticker_twice' : 'no_ticker',
      });
    }
  }
  if (kept.length === dataset.fields.rowCount) return { dataset, leftOut };
  return { dataset: keepRows(dataset, kept), leftOut: leftOut.sort((a, b) => a.row - b.row) };
}

function origin(
  metadata: FileContent['metadata'],
): Pick<Dataset, 'asOf' | 'month' | 'origins' | 'provenance'> {
  const { file, sha256, bytes, profile, modifiedAt } = isRecord(metadata.provenance)
    ? metadata.provenance
    : {};
  return {
    asOf: textOr(metadata.as_of) ?? '',
    month: textOr(metadata.month),
    origins: null,
    provenance: {
      file: textOr(file),
      sha256: textOr(sha256),
      bytes: typeof bytes === 'number' ? bytes : null,
      profile: textOr(profile) ?? 'json',
      modifiedAt: textOr(modifiedAt),
    },
  };
}

function textOr(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
