import { type BoundRelation, bindRelations, eachRow, type Relation } from '@stock-analyzer/schema/relations';
import type { Curve } from '../../evidence/curve';
import { above, around, type Density, learnDensity, type Prior } from '../../evidence/density';
import type { Peers } from '../../evidence/peers';
import { LAST_WEEK } from '../../evidence/week-relations';
import type { DetectorContext } from '../../propose/context';
import { FEWEST, type FieldSource, finite, gathered, type LearnedField, learnField } from './learn-field';

/** What a cell is judged by, whatever value it has: last week's, and its peers. */
export interface Anchor {
  /** NaN where there is none, or where it tells less than the peers. */
  readonly old: number;
  /** Whether there is none, or no week before last agrees with it, so that last week's may be what is off. */
  readonly isDoubtful: boolean;
  /** Where it draws the value to, from the field's middle on its curve. */
  readonly pull: number;
  readonly peers: Peers;
  /** Where it is doubtful: what else it may have been, by each slip, draws the value to. */
  readonly amends: readonly number[];
  /** Where it is doubtful: logarithm of its own density among its peers. */
  readonly seen: number;
}

/** What is known of a field before one of its cells is looked at. */
export interface FieldModel extends LearnedField {
  /** Itself. */
  readonly alone: readonly FieldModel[];
  /** The relations that it stands in. */
  readonly ties: Tie[];
  /** The anchor that was asked for last, and of which row: one row is looked at many times. */
  readonly asked: { row: number; anchor: Anchor | null };
}

/** A relation of the data, with how far its sides lie apart as a rule. */
export interface Tie {
  readonly bound: BoundRelation;
  readonly curve: Curve;
  readonly apart: Density;
  readonly fields: readonly FieldModel[];
  /** What lies below this, on the scale of logarithms of densities, breaks it. */
  readonly limit: number;
}

/** All that was learned. */
export interface Model {
  readonly context: DetectorContext;
  readonly fields: ReadonlyMap<string, FieldModel>;
  /** What each field was learned from. */
  readonly sources: ReadonlyMap<string, FieldSource>;
  readonly ties: readonly Tie[];
  /** Those of a high and a low. */
  readonly ranges: readonly Tie[];
  /** Fields whose values a split of the share changes. */
  readonly splitting: readonly FieldModel[];
  readonly industries: Int32Array;
  /** Exchange rates to the dollar by currency, where a formula tells them. */
  readonly rates: { readonly codes: Int32Array; readonly of: readonly number[] } | null;
}

/** Sides that are e⁴ times rarer than on average. */
const BROKEN = 4;
const MOSTLY = 0.3;
/** What is thought of how far the sides of a relation lie apart. */
export const priorOf = ({ kind, tolerance, severity }: Relation): Prior =>
  kind === '≥'
    ? above(1, severity === 'error' ? 1e-4 : 0.02)
    : around(kind === '=' ? 0.01 : tolerance.relative / 2);

/**
 * Learns the model: from approved earlier weeks where there are some, else from the data itself, whose own errors
 * then have to be few.
 *
 * @param known What was learned before, when some values were others: what they do not touch is not learned again.
 */
export function learn(
  context: DetectorContext,
  relations: readonly Relation[],
  rows: Int32Array,
  doubtful = 0,
  known?: Model,
): Model {
  const { numeric, earlier, rowCount } = context;
  const industry = context.groups('industry');
  const codes = rows.map((row) => industry.codes[row]!);
  const fields = new Map<string, FieldModel>();
  const sources = new Map<string, FieldSource>();
  for (const [key, field] of numeric) {
    const own = learnField(context, field, rows, codes, known?.sources.get(key));
    const alone: FieldModel[] = [];
    alone.push({ ...own.learned, alone, ties: [], asked: { row: -1, anchor: null } });
    fields.set(key, alone[0]!);
    sources.set(key, own);
  }
  const groups = (key: string) => {
    const { names, codes: all } = context.groups(key);
    return { names, codes: rows.map((row) => all[row]!) };
  };
  // Last week's numbers of the weeks that are learned from: those of the week before.
  const older = (key: string) => {
    const field = numeric.get(key.slice(0, -LAST_WEEK.length));
    return field && earlier.length > 1 ? gathered(rows, (row) => field.before(row, 2)) : undefined;
  };
  const learned = bindRelations(relations, {
    rowCount: rows.length,
    numbers: (key) => (key.endsWith(LAST_WEEK) ? older(key) : sources.get(key)?.base),
    groups,
  });
  const bound = bindRelations(relations, {
    rowCount,
    numbers: (key) => (key.endsWith(LAST_WEEK) ? lastWeek(context, key) : numeric.get(key)?.values),
    groups: context.groups,
  });
  const ties = bound.flatMap((each): Tie[] => {
    const past = learned.find(({ relation }) => relation === each.relation);
    const { curve } = fields.get(each.relation.left)!;
    const differences = new Float64Array(rows.length).fill(Number.NaN);
    if (past) {
      eachRow(past, rows.length, (row, left, right) => {
        differences[row] = curve.of(left) - curve.of(right);
      });
    }
    const apart = learnDensity(finite(differences), priorOf(each.relation), doubtful);
    const limit = apart.typical - BROKEN;
    const tied = each.keys.flatMap((key) => fields.get(key) ?? []);
    const tie = { bound: each, curve, apart, limit, fields: tied };
    if (isBrokenMostly(tie, rows)) return [];
    for (const field of tie.fields) field.ties.push(tie);
    return [tie];
  });
  const ranges = ties.filter(
    ({ bound: { relation }, fields: both }) => relation.severity === 'error' && both.length === 2,
  );
  const splitting = [...fields.values()].filter((field) => sideOf(field) !== 0);
  const rates = ratesOf(context, ties);
  return { context, fields, sources, ties, ranges, splitting, industries: industry.codes, rates };
}

/** Which way a split of the share moves a field's values: as the price, the other way round, or not at all. */
export function sideOf({ numeric: { field } }: Pick<FieldModel, 'numeric'>): -1 | 0 | 1 {
  return field.unit === 'listing_currency' ? 1 : field.unit === 'shares_per_day' ? -1 : 0;
}

/** The exchange rates that a formula's constants tell; NaN for the dollar, and for what is as good as it. */
function ratesOf(context: DetectorContext, ties: readonly Tie[]): Model['rates'] {
  const { bound } =
    ties.find(({ bound: { relation } }) => relation.kind === '=' && relation.constant?.as === 'factor') ?? {};
  if (!bound) return null;
  const { names, codes } = context.groups(bound.relation.constant!.by);
  const of = names.map((name) => 1 / (bound.constants.get(name) ?? Number.NaN));
  return { codes, of: of.map((rate) => (Math.abs(Math.log(rate)) > 0.3 ? rate : Number.NaN)) };
}

/** A field's numbers of last week in the order of this week's rows; undefined without one. */
function lastWeek({ numeric, earlier, rowCount }: DetectorContext, key: string): Float64Array | undefined {
  const field = numeric.get(key.slice(0, -LAST_WEEK.length));
  if (!field || earlier.length === 0) return undefined;
  return Float64Array.from({ length: rowCount }, (_, row) => field.before(row));
}

/** A formula that does not hold in so many rows is no formula of this data. */
function isBrokenMostly(tie: Tie, rows: Int32Array): boolean {
  let broken = 0;
  let present = 0;
  for (const row of rows) {
    if (Number.isNaN(tie.bound.left(row)) || Number.isNaN(tie.bound.right(row))) continue;
    present++;
    if (tieLog(tie, row) < tie.limit) broken++;
  }
  return broken > Math.max(FEWEST, MOSTLY * present);
}

/** Logarithm of the density of a relation's sides being as far apart as they are in a row. */
export function tieLog(tie: Tie, row: number): number {
  return apartLog(tie, tie.bound.left(row), tie.bound.right(row));
}

/** Logarithm of the density of a relation's sides being as far apart as these. */
export function apartLog({ curve, apart }: Tie, left: number, right: number): number {
  return Number.isNaN(left) || Number.isNaN(right)
    ? apart.typical
    : apart.log(curve.of(left) - curve.of(right));
}
