import { type Column, cellAt, type FieldKind, type Schema, type Unit } from '@stock-analyzer/schema';
import { percent } from '../numbers';
import { type ProfiledColumn, type ProfiledData, type ProfileInput, readProfiled } from './input';
import { NumberCounts } from './number-counts';
import { type NumberProfile, profileNumbers } from './number-profile';
import { type PercentUnitEvidence, percentUnit } from './percent-unit';
import { profileTexts, type TextProfile } from './text-profile';
import { TOP, topValues, type ValueCount } from './top-values';

/** What one field holds. */
export interface FieldProfile {
  /** Its header. */
  readonly field: string;
  /** Whether it is one of the source's own. */
  readonly native: boolean;
  /** As the schema declares it; null for a column that no field takes. */
  readonly kind: FieldKind | null;
  readonly unit: Unit | null;
  /** Cells with a value. */
  readonly count: number;
  readonly missing: number;
  /** 100 × values ÷ rows. */
  readonly completeness: number;
  /** Missing values whose source cell held an error or a text that could not be read. */
  readonly unreadable: number;
  /** How many values are of each type; `other` is what no cell holds, such as an object, or infinite. */
  readonly types: Readonly<Record<'number' | 'string' | 'boolean' | 'other', number>>;
  /** Different values. */
  readonly distinct: number;
  /** The ten most frequent. */
  readonly top: readonly ValueCount[];
  /** Number formats of the source's cells, the ten most frequent. */
  readonly formats: readonly ValueCount<string>[];
  readonly numbers: NumberProfile | null;
  readonly texts: TextProfile | null;
  readonly percent_unit: PercentUnitEvidence | null;
}

/** What a dataset holds, field by field, as plain JSON. */
export interface DatasetProfile {
  /** As-of date, `YYYY-MM-DD`; null if unknown. */
  readonly as_of: string | null;
  readonly companies: number;
  /** In the order of the columns, canonical ones first. */
  readonly fields: readonly FieldProfile[];
  /** Fields of the schema that the data lacks. */
  readonly absent: readonly string[];
}

/**
 * Describes data as it is, without judging it. Every figure is exact; time is linear in the number of cells, and
 * beside the data it takes memory for one column. `schema` tells what the columns mean; by default it is a dataset's
 * own, else there is none.
 *
 * @throws ValidatorError `INVALID_INPUT` for anything but rows, a table or a dataset.
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { profileDataset } from '@stock-analyzer/validator/profile';
 *
 * const rows = Array.from({ length: 12 }, (_, i) => ({ Ticker: `00593${i}.KS`, 'ROE (Fwd)': 0.08 + i / 100 }));
 * const [ticker, roe] = profileDataset(rows, { schema: companySchema }).fields;
 * ticker?.texts?.shapes; // → [{ value: '9.A', count: 12 }]
 * roe?.numbers?.quantiles.p50; // → 0.13
 * roe?.percent_unit?.seems; // → 'fraction'
 * ```
 */
export function profileDataset(
  input: ProfileInput,
  { schema }: { readonly schema?: Schema } = {},
): DatasetProfile {
  const data = readProfiled(input, schema);
  const { asOf, rowCount, absent } = data;
  return { as_of: asOf, companies: rowCount, fields: profileColumns(data), absent };
}

/** Profiles each column, listing so many of its most frequent values. */
export function profileColumns({ columns, rowCount }: ProfiledData, listed: number = TOP): FieldProfile[] {
  const counts = new NumberCounts();
  return columns.map((column) => profileColumn(column, rowCount, counts, listed));
}

function profileColumn(
  { column, field, native }: ProfiledColumn,
  rowCount: number,
  counts: NumberCounts,
  listed: number,
): FieldProfile {
  const { numbers, texts, booleans, other } = partsOf(column, rowCount);
  counts.reset(numbers.length);
  for (const value of numbers) counts.add(value);
  const text = profileTexts(texts);
  const present = booleans.filter((count) => count > 0).length;
  const types = {
    number: numbers.length,
    string: text?.count ?? 0,
    boolean: booleans[0] + booleans[1],
    other,
  };
  const count = types.number + types.string + types.boolean + other;
  return {
    field: column.name,
    native,
    kind: field?.kind ?? null,
    unit: field?.unit ?? null,
    count,
    missing: rowCount - count,
    completeness: percent(count, rowCount),
    unreadable: column.causes?.size ?? 0,
    types,
    distinct: counts.distinct + texts.size + present,
    top: topOf(listed, [
      topValues(counts, listed),
      topValues(texts, listed),
      topValues(booleanCounts(booleans), listed),
    ]),
    formats: formatsOf(column, rowCount),
    percent_unit: percentUnit(field, numbers),
    numbers: profileNumbers(numbers),
    texts: text,
  };
}

/** A column's values by type: finite numbers as they come (-0 is 0), texts and booleans counted. */
function partsOf(column: Column, rowCount: number) {
  const numbers = new Float64Array(column.type === 'number' || column.type === 'mixed' ? rowCount : 0);
  const texts = new Map<string, number>();
  const booleans: [no: number, yes: number] = [0, 0];
  let [found, other] = [0, 0];
  const addText = (text: string, count: number) => {
    if (count > 0) texts.set(text, (texts.get(text) ?? 0) + count);
  };
  if (column.type === 'string') {
    const perCode = new Uint32Array(column.dictionary.length);
    for (const code of column.codes) if (code >= 0) perCode[code]!++;
    for (const [code, text] of column.dictionary.entries()) addText(text, perCode[code]!);
  } else {
    for (let row = 0; row < rowCount; row++) {
      const value: unknown = column.type === 'number' ? column.values[row] : cellAt(column, row);
      if (value === null || value === undefined || Number.isNaN(value)) continue;
      if (typeof value === 'number' && Number.isFinite(value)) numbers[found++] = value + 0;
      else if (typeof value === 'string') addText(value, 1);
      else if (typeof value === 'boolean') booleans[Number(value) as 0 | 1]++;
      else other++;
    }
  }
  return { numbers: numbers.subarray(0, found), texts, booleans, other };
}

function booleanCounts([no, yes]: readonly [number, number]): [boolean, number][] {
  return (
    [
      [false, no],
      [true, yes],
    ] as [boolean, number][]
  ).filter(([, count]) => count > 0);
}

function topOf(listed: number, lists: readonly (readonly ValueCount[])[]): ValueCount[] {
  return lists
    .flat()
    .sort((a, b) => b.count - a.count)
    .slice(0, listed);
}

function formatsOf({ formats }: Column, rowCount: number): ValueCount<string>[] {
  if (!formats) return [];
  const counts = new Map<string, number>();
  for (const format of formats.exceptions.values()) counts.set(format, (counts.get(format) ?? 0) + 1);
  const { common } = formats;
  if (common !== null) counts.set(common, (counts.get(common) ?? 0) + rowCount - formats.exceptions.size);
  return topValues(counts);
}
