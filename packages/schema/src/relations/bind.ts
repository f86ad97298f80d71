import { SchemaError } from '../errors';
import { type NumberReader, parseFormula } from './formula';
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
    const left = read(relation.left);
    const plain = formula.bind(read);
    const { constant } = relation;
    if (!constant) return [{ relation, keys, left, right: plain, constants: new Map() }];
    const groups = data.groups(constant.by);
    if (!groups) return [];
    const isFactor = constant.as === 'factor';
    const estimates = medians(groups, data.rowCount, (row) =>
      isFactor ? left(row) / plain(row) : left(row) - plain(row),
    );
    const { codes, names } = groups;
    const right: NumberReader = (row) => {
      const known = codes[row]! < 0 ? Number.NaN : estimates[codes[row]!]!;
      return isFactor ? plain(row) * known : plain(row) + known;
    };
    const constants = new Map<string, number>();
    names.forEach((name, code) => {
      if (!Number.isNaN(estimates[code])) constants.set(name, estimates[code]!);
    });
    return [{ relation, keys, left, right, constants }];
  });
}

function medians({ names, codes }: RelationGroups, rowCount: number, value: NumberReader): number[] {
  const members: number[][] = names.map(() => []);
  for (let row = 0; row < rowCount; row++) {
    const each = value(row);
    if (codes[row]! >= 0 && Number.isFinite(each)) members[codes[row]!]!.push(each);
  }
  return members.map((values) =>
    values.length < FEWEST ? Number.NaN : values.sort((a, b) => a - b)[values.length >> 1]!,
  );
}

/**
 * How far a relation is from holding in a row, in tolerances: at most 1 where it holds. NaN where a side has no
 * value. For an order, what lies on the right side of it is 0.
 */
export function misfit(bound: Pick<BoundRelation, 'relation' | 'left' | 'right'>, row: number): number {
  const { relation } = bound;
  const left = bound.left(row);
  const right = bound.right(row);
  const apart = relation.kind === '≥' ? Math.max(0, right - left) : Math.abs(left - right);
  return apart / room(relation.tolerance, left, right);
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
