import { SchemaError } from '../errors';
import { BLOCK, type NumberFiller, type NumberReader, parseFormula } from './formula';
import type { Relation, RelationTolerance } from './relation';

/** Numbers of a field by row; NaN where there is none. */
export type Numbers = ArrayLike<number>;

/** Companies grouped by a text: by row an index into `names`, -1 for none. */
export interface RelationGroups {
  readonly names: readonly string[];
  readonly codes: ArrayLike<number>;
}

/** The data that relations are looked at in. Fields that it lacks are undefined. */
export interface RelationData {
  readonly rowCount: number;
  numbers(key: string): Numbers | undefined;
  groups(key: string): RelationGroups | undefined;
}

/** A relation bound to data. Values are read when they are asked for, so changed cells give changed sides. */
export interface BoundRelation {
  readonly relation: Relation;
  /** Keys of the numeric fields that take part, the left one first. */
  readonly keys: readonly string[];
  readonly left: NumberReader;
  /** With the group's constant in it; NaN where a field or the constant is not known. */
  readonly right: NumberReader;
  /** What {@link eachRow} reads the right side by. */
  readonly fillRight: NumberFiller;
  /** The estimated constant of each group, by the group's name; empty without constants. Exchange rates are 1 ÷ a factor. */
  readonly constants: ReadonlyMap<string, number>;
}

/** Fewer companies than this tell no constant. */
const FEWEST = 5;

/**
 * Binds relations to data: those whose fields the data has. Unknown constants are estimated here, each as the
 * median over its group, so that wrong values in less than half of the group do not move them.
 *
 * @throws SchemaError `INVALID_RELATION` if a formula is not understood.
 * @example
 * ```ts
 * import { bindRelations, companyRelations, misfit } from '@stock-analyzer/schema/relations';
 *
 * const columns = { roe: [15, 1500], pbr: [3, 3], per: [20, 20] } as Record<string, number[]>;
 * const data = { rowCount: 2, numbers: (key: string) => columns[key], groups: () => undefined };
 * const [roe] = bindRelations(companyRelations, data);
 * roe?.relation.name; // → 'roe-from-multiples'
 * roe?.right(1); // → 15
 * misfit(roe!, 0) <= 1; // → true
 * misfit(roe!, 1) <= 1; // → false
 * ```
 */
export function bindRelations(relations: readonly Relation[], data: RelationData): BoundRelation[] {
  return relations.flatMap((relation) => {
    const formula = parseFormula(relation.right);
    const keys = [relation.left, ...formula.keys.filter((key) => key !== relation.left)];
    const columns = new Map<string, Numbers>();
    for (const key of keys) {
      const column = data.numbers(key);
      if (!column) return [];
      columns.set(key, column);
    }
    const read = (key: string): NumberReader => {
      const column = columns.get(key)!;
      return (row) => column[row]!;
    };
    const fill = (key: string): NumberFiller => {
      const column = columns.get(key)!;
      return (from, into) => {
        for (let at = 0; at < into.length; at++) into[at] = column[from + at]!;
      };
    };
    const left = read(relation.left);
    const plain = { left, right: formula.bind(read), fillRight: formula.bindFiller(fill) };
    const { constant } = relation;
    if (!constant) return [{ relation, keys, ...plain, constants: new Map() }];
    const groups = data.groups(constant.by);
    if (!groups) return [];
    const isFactor = constant.as === 'factor';
    const estimates = mediansOf(plain, data.rowCount, groups, isFactor);
    const { codes, names } = groups;
    const knownAt = (row: number) => (codes[row]! < 0 ? Number.NaN : estimates[codes[row]!]!);
    const right: NumberReader = (row) =>
      isFactor ? plain.right(row) * knownAt(row) : plain.right(row) + knownAt(row);
    const fillRight: NumberFiller = (from, into) => {
      plain.fillRight(from, into);
      for (let at = 0; at < into.length; at++) {
        const known = knownAt(from + at);
        into[at] = isFactor ? into[at]! * known : into[at]! + known;
      }
    };
    const constants = new Map<string, number>();
    names.forEach((name, code) => {
      if (!Number.isNaN(estimates[code])) constants.set(name, estimates[code]!);
    });
    return [{ relation, keys, left, right, fillRight, constants }];
  });
}

/** What the sides of a relation are apart by, as the median of each group; NaN for a group of too few. */
function mediansOf(
  sides: Pick<BoundRelation, 'left' | 'fillRight'>,
  rowCount: number,
  { names, codes }: RelationGroups,
  isFactor: boolean,
): number[] {
  const apart = new Float64Array(rowCount);
  const ends = new Int32Array(names.length + 1);
  eachRow(sides, rowCount, (row, left, right) => {
    const each = isFactor ? left / right : left - right;
    apart[row] = each;
    if (codes[row]! >= 0 && Number.isFinite(each)) ends[codes[row]! + 1]!++;
  });
  for (let code = 0; code < names.length; code++) ends[code + 1]! += ends[code]!;
  const members = new Float64Array(ends[names.length]!);
  const next = ends.slice();
  for (let row = 0; row < rowCount; row++) {
    if (codes[row]! >= 0 && Number.isFinite(apart[row])) members[next[codes[row]!]!++] = apart[row]!;
  }
  return names.map((_, code) => {
    const own = members.subarray(ends[code]!, ends[code + 1]!);
    return own.length < FEWEST ? Number.NaN : own.sort()[own.length >> 1]!;
  });
}

/**
 * Gives both sides of a relation for one row after the other, as `left` and `right` give them for a row, in a fraction of
 * the time: a formula is reckoned for a block of rows at a time. The data must not change meanwhile.
 *
 * @example
 * ```ts
 * import { bindRelations, companyRelations, eachRow } from '@stock-analyzer/schema/relations';
 *
 * const columns = { roe: [15, 1500], pbr: [3, 3], per: [20, 20] } as Record<string, number[]>;
 * const data = { rowCount: 2, numbers: (key: string) => columns[key], groups: () => undefined };
 * const [roe] = bindRelations(companyRelations, data);
 * const sides: number[][] = [];
 * eachRow(roe!, 2, (_, left, right) => sides.push([left, right]));
 * sides; // → [[15, 15], [1500, 15]]
 * ```
 */
export function eachRow(
  { left, fillRight }: Pick<BoundRelation, 'left' | 'fillRight'>,
  rowCount: number,
  visit: (row: number, left: number, right: number) => void,
): void {
  const block = new Float64Array(Math.min(BLOCK, rowCount));
  for (let from = 0; from < rowCount; from += block.length) {
    const rights = from + block.length > rowCount ? block.subarray(0, rowCount - from) : block;
    fillRight(from, rights);
    for (let at = 0; at < rights.length; at++) visit(from + at, left(from + at), rights[at]!);
  }
}

/**
 * How far a relation is from holding in a row, in tolerances: at most 1 where it holds. NaN where a side has no
 * value. For an order, what lies on the right side of it is 0.
 */
export function misfit(bound: Pick<BoundRelation, 'relation' | 'left' | 'right'>, row: number): number {
  return misfitOf(bound.relation, bound.left(row), bound.right(row));
}

/**
 * The {@link misfit} of two sides, as {@link eachRow} gives them.
 *
 * @example
 * ```ts
 * import { companyRelations, misfitOf } from '@stock-analyzer/schema/relations';
 *
 * const relation = companyRelations.find(({ name }) => name === 'roe-from-multiples')!;
 * misfitOf(relation, 15, 15); // → 0
 * misfitOf(relation, 1500, 15) > 1; // → true
 * ```
 */
export function misfitOf({ kind, tolerance }: Relation, left: number, right: number): number {
  const apart = kind === '≥' ? Math.max(0, right - left) : Math.abs(left - right);
  return apart / room(tolerance, left, right);
}

function room({ relative, absolute }: RelationTolerance, left: number, right: number): number {
  // Equal sides hold under any tolerance, also 0 and 0 under a relative one.
  return relative * Math.max(Math.abs(left), Math.abs(right)) + absolute || Number.MIN_VALUE;
}

/**
 * Checks a relation when it is defined, so that a typing error shows where it is made.
 *
 * @throws SchemaError `INVALID_RELATION` if the name is not kebab-case, the formula is not understood, or the
 * tolerance is not from 0 to 1 (relative), 0 or more (absolute).
 * @example
 * ```ts
 * import { defineRelation } from '@stock-analyzer/schema/relations';
 *
 * defineRelation({
 *   name: 'cash-flow-multiple',
 *   left: 'priceCashflow',
 *   kind: '≈',
 *   right: 'per * 0.7',
 *   tolerance: { relative: 0.9, absolute: 0 },
 *   severity: 'info',
 *   description: { en: 'Cash flow exceeds earnings', ko: '현금흐름은 이익보다 큼' },
 * }).left; // → 'priceCashflow'
 * ```
 */
export function defineRelation(relation: Relation): Relation {
  const { name, right, tolerance } = relation;
  const problem =
    (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && 'needs a kebab-case name') ||
    (!(tolerance.relative >= 0 && tolerance.relative < 1) &&
      'needs a relative tolerance from 0 to below 1') ||
    (!(tolerance.absolute >= 0) && 'needs an absolute tolerance of 0 or more');
  if (problem) {
    throw new SchemaError({
      code: 'INVALID_RELATION',
      message: `The relation "${name}" ${problem}`,
      advice: 'See docs/add-a-rule.md.',
    });
  }
  parseFormula(right);
  return relation;
}
