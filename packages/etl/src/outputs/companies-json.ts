import {
  cellAt,
  type Dataset,
  type FieldDefinition,
  type QualityMark,
  type Row,
} from '@stock-analyzer/schema';
import { envelopeJson, memberWriter } from './json-text';
import type { OutputStamp } from './stamp';

/** One company in `companies.json`: values by display name, the source's own fields under `native`. */
export type CompanyRecord = Readonly<Record<string, unknown>> & {
  readonly native: Row;
  readonly quality?: readonly QualityMark[];
};

/** `companies.json`: the canonical form of a week. Percentages are in percent. */
export interface CompaniesFile {
  readonly metadata: OutputStamp & {
    /** `YYYY-MM-DD`. */
    readonly as_of: string;
    /** As-of month of the fields whose name holds one. */
    readonly month: string | null;
    readonly total_companies: number;
    /** The canonical fields that the source has, in order, each with its unit. */
    readonly units: readonly (readonly [field: string, unit: string])[];
    /** What the fields under `native` mean. A field that a company lacks is missing there. */
    readonly native_fields: readonly FieldDefinition[];
    readonly provenance: Dataset['provenance'];
  };
  readonly companies: readonly CompanyRecord[];
}

/** The text of `companies.json`. */
export function companiesJson(dataset: Dataset, stamp: OutputStamp): string {
  const metadata: CompaniesFile['metadata'] = {
    ...stamp,
    as_of: dataset.asOf,
    month: dataset.month,
    total_companies: dataset.fields.rowCount,
    units: dataset.fields.columns.map(({ name }) => [name, dataset.schema.byName.get(name)?.unit ?? 'none']),
    native_fields: dataset.nativeSchema.fields,
    provenance: dataset.provenance,
  };
  const marks = new Map<string, QualityMark[]>();
  for (const mark of dataset.marks) marks.set(mark.ticker, [...(marks.get(mark.ticker) ?? []), mark]);
  const tickers = dataset.fields.byName.get('Ticker');
  const fields = memberWriter(dataset.fields.columns);
  const native = memberWriter(dataset.native.columns, { skipMissing: true });
  const records = Array.from({ length: dataset.fields.rowCount }, (_, row) => {
    const quality = tickers && marks.get(String(cellAt(tickers, row)));
    const members = [fields(row), `"native":{${native(row)}}`];
    if (quality) members.push(`"quality":${JSON.stringify(quality)}`);
    return `{${members.join(',')}}`;
  });
  return envelopeJson(metadata, 'companies', records);
}
