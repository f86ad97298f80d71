import { eachRow, misfitOf, type Relation } from '@stock-analyzer/schema/relations';
import type { CheckedTable } from '../../columns/checked-table';
import type { FieldColumn } from '../../columns/field-column';
import { quantile } from '../baseline/quantiles';
import { bindAll } from './bound';

/** What relations tell of a column's unit. */
export interface PowerFinding {
  readonly power: number;
  /** Share of the companies, 0 to 1, whose sides are this power of ten apart. */
  readonly figure: number;
}

const FEWEST = 30;
const NEAR = 0.35;
const MOST = 0.7;

/**
 * The fields, by key, whose column would make relations hold if it were in another unit: most companies' sides are
 * the same even power of ten apart. The suspect is the field with the most such relations and the fewest that
 * hold; among equals a percentage, whose unit is mistaken the most often, and the left one.
 */
export function brokenByPower(
  relations: readonly Relation[],
  table: CheckedTable,
): ReadonlyMap<string, PowerFinding> {
  const { byName, byKey } = bindAll(relations, table);
  const broken = new Map<string, PowerFinding>();
  const holds = new Set<string>();
  for (const [name, bound] of byName) {
    if (bound.relation.kind === '≥' || bound.relation.constant) continue;
    const ratios = new Float64Array(table.rowCount);
    let count = 0;
    let fitting = 0;
    eachRow(bound, table.rowCount, (_, left, right) => {
      const ratio = left / right;
      if (!(ratio > 0 && ratio < Number.POSITIVE_INFINITY)) return;
      ratios[count++] = Math.log10(ratio);
      if (misfitOf(bound.relation, left, right) <= 1) fitting++;
    });
    if (count < FEWEST) continue;
    if (fitting > count / 2) holds.add(name);
    const off = ratios.subarray(0, count);
    const power = 2 * Math.round(quantile(off, 0.5) / 2);
    const figure = off.filter((each) => Math.abs(each - power) <= NEAR).length / count;
    if (power !== 0 && figure >= MOST) broken.set(name, { power, figure });
  }
  const found = new Map<string, PowerFinding>();
  for (const [name, finding] of broken) {
    const { keys } = byName.get(name)!;
    const doubts = keys.map((key) => {
      const others = byKey.get(key)!.map(({ relation }) => relation.name);
      const doubt =
        others.filter((other) => broken.has(other)).length -
        others.filter((other) => holds.has(other)).length;
      const column = table.byKey(key)!;
      return doubt + (isUnusual(column) ? 1 : 0) + (column.field.kind === 'percentage' ? 0.5 : 0);
    });
    const at = doubts.indexOf(Math.max(...doubts));
    // A column on the right that is too large makes the left one too small.
    found.set(keys[at]!, at === 0 ? finding : { ...finding, power: -finding.power });
  }
  return found;
}

/** Whether the median of a column, zeros apart, lies out of its plausible range. */
function isUnusual({ numbers, field }: FieldColumn): boolean {
  const values = numbers.filter((value) => Math.abs(value) > 0);
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = field.plausible ?? {};
  const median = values.length === 0 ? 0 : quantile(values, 0.5);
  return median < min || median > max;
}
