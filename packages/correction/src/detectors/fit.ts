import { cellAt, type FieldDefinition } from '@stock-analyzer/schema';
import {
  bindRelations,
  globalScouterRelations,
  misfit,
  type Relation,
} from '@stock-analyzer/schema/relations';
import { isOutside } from '../evidence/bounds';
import type { DetectorContext, FieldColumn } from '../propose/context';
import { isNumeric } from '../propose/numeric-field';
import { agreement, numbersAt, spread } from './sample';

/** Columns of numbers in some rows, and how well they fit the fields that they stand for. */
export interface Fits {
  readonly fields: readonly FieldColumn[];
  /** By column: its numbers in the rows looked at; NaN where there is none. */
  readonly samples: readonly Float64Array[];
  /** By field: its numbers of last week in the same rows; null without them. */
  readonly before: readonly (Float64Array | null)[];
  /**
   * How well columns fit fields: one figure from 0 to 1 for each fact that is known, NaN for what cannot be told. The
   * same facts in the same order whatever stands where.
   *
   * @param touched Indexes of the fields that are asked about.
   * @param columnOf The column that stands for a field; -1 for none.
   */
  readonly of: (touched: readonly number[], columnOf: (field: number) => number) => Fact[];
}

/** How far something that should hold does: 1 if it does in every row, to the last digit. */
export interface Fact {
  /** A formula, a field's range, or its values of last week. */
  readonly subject: string;
  /** Indexes of the fields that take part. */
  readonly fields: readonly number[];
  readonly part: number;
}

/** Fewer rows than this tell nothing. */
const FEWEST = 12;

/** Prepares the columns of numbers. */
export function fitsOf(context: DetectorContext): Fits {
  const { earlier, tickers } = context;
  // A year is larger than most and smaller than some: as another field's value it would fit every order.
  const fields = context.fields.filter(({ field }) => isNumeric(field) && field.unit !== 'year');
  const index = new Map(fields.map(({ field }, at) => [field.key, at]));
  const rows = spread(Array.from(tickers, (_, row) => row));
  // What columns hold once their units are mended.
  const samples = fields.map(({ field, column }) => {
    const values = context.numeric.get(field.key)?.values;
    return values ? Float64Array.from(rows, (row) => values[row]!) : numbersAt(column, rows);
  });
  const week = earlier.at(-1);
  const before = fields.map(({ field }) => {
    const column = week?.columns.get(field.name);
    return column
      ? numbersAt(
          column,
          rows.map((row) => week!.rows[row]!),
        )
      : null;
  });
  const groups = groupReader(context, rows);
  const none = new Float64Array(rows.length).fill(Number.NaN);

  const relationsOf = (touched: ReadonlySet<number>): Relation[] =>
    globalScouterRelations.filter((relation) =>
      keysOf(relation).some((key) => touched.has(index.get(key) ?? -1)),
    );

  return {
    fields,
    samples,
    before,
    of: (touched, columnOf) => {
      const sampleOf = (field: number) => samples[columnOf(field)] ?? none;
      const data = {
        rowCount: rows.length,
        numbers: (key: string) => (index.has(key) ? sampleOf(index.get(key)!) : undefined),
        groups,
      };
      const relations = relationsOf(new Set(touched)).map((relation): Fact => {
        const [bound] = bindRelations([relation], data);
        const part = bound ? mean(rows.length, (row) => Math.max(0, 1 - misfit(bound, row))) : Number.NaN;
        const taking = keysOf(relation).map((key) => index.get(key) ?? -1);
        return { subject: relation.description.en, fields: taking, part };
      });
      const own = touched.flatMap((at): Fact[] => {
        const { field } = fields[at]!;
        const sample = sampleOf(at);
        const facts: Fact[] = [
          { subject: `the range of ${field.name}`, fields: [at], part: insideOf(field, sample) },
        ];
        const old = before[at];
        if (old)
          facts.push({ subject: `last week's ${field.name}`, fields: [at], part: agreement(sample, old) });
        return facts;
      });
      return [...relations, ...own];
    },
  };
}

function insideOf({ plausible }: FieldDefinition, sample: Float64Array): number {
  return plausible
    ? mean(sample.length, (row) =>
        Number.isNaN(sample[row]!) ? Number.NaN : Number(!isOutside(sample[row]!, plausible)),
      )
    : Number.NaN;
}

/** The mean of what is known; NaN if it is too little. */
function mean(count: number, valueAt: (row: number) => number): number {
  let all = 0;
  let sum = 0;
  for (let row = 0; row < count; row++) {
    const value = valueAt(row);
    if (Number.isNaN(value)) continue;
    all++;
    sum += value;
  }
  return all < FEWEST ? Number.NaN : sum / all;
}

/** Keys that a relation's formula names. */
function keysOf({ left, right }: Relation): string[] {
  return [left, ...(right.match(/[a-zA-Z]\w*/g) ?? [])];
}

function groupReader({ fields }: DetectorContext, rows: readonly number[]) {
  return (key: string) => {
    const column = fields.find(({ field }) => field.key === key)?.column;
    if (!column) return undefined;
    const names: string[] = [];
    const codes = rows.map((row) => {
      const value = cellAt(column, row);
      if (typeof value !== 'string') return -1;
      const known = names.indexOf(value);
      return known >= 0 ? known : names.push(value) - 1;
    });
    return { names, codes };
  };
}
