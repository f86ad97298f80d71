import { isOutside } from '../../evidence/bounds';
import { decimalsOf } from '../../evidence/decimals';
import { isSettled, REVIEWED } from '../../propose/context';
import { beforeAt, type FieldModel, type Model, moveOf, peersAt, standing, type Tie, tieLog } from './model';

/** A cell is looked at closely if something is e³ times rarer than such things are on average. */
const RARE = 3;
/** No reading differs from the value by less, on any curve that matters. */
const NEAREST = 0.1;
/** Values of a rounded column have so many decimals once in e⁵ times, or not at all. */
const RARE_DECIMALS = -5;

/** What something speaks against in a row. */
export interface Suspects {
  /** Cells that are strange for themselves. */
  readonly strange: FieldModel[];
  /** Relations that do not hold as they do. */
  readonly broken: Tie[];
}

/** A quick look at every cell and relation, that spares most of them a close one; by row. */
export function suspectsOf(model: Model): Map<number, Suspects> {
  const suspects = new Map<number, Suspects>();
  const at = (row: number) => {
    let known = suspects.get(row);
    if (!known) {
      known = { strange: [], broken: [] };
      suspects.set(row, known);
    }
    return known;
  };
  const { rowCount } = model.context;
  for (const field of model.fields.values()) {
    for (let row = 0; row < rowCount; row++) if (isStrange(model, field, row)) at(row).strange.push(field);
  }
  for (const tie of model.ties) {
    for (let row = 0; row < rowCount; row++) if (tieLog(tie, row) < tie.limit) at(row).broken.push(tie);
  }
  return suspects;
}

function isStrange(model: Model, field: FieldModel, row: number): boolean {
  const { numeric, wide, move, spread, decimals } = field;
  const value = numeric.values[row]!;
  if (!Number.isFinite(value) || value === 0) return false;
  const old = move ? beforeAt(model, field, row) : Number.NaN;
  if (old === value) return false;
  if (isSettled(model.context, row, numeric.name)) return false;
  const issue = model.context.issueOf(row, numeric.name);
  if (issue && REVIEWED.has(issue.code)) return true;
  if (isOutside(value, numeric.field.possible)) return true;
  const rarity = decimals.at(-1)! < RARE_DECIMALS ? decimals[decimalsOf(value)]! : 0;
  if (rarity < RARE_DECIMALS) return true;
  if (!Number.isNaN(old) && old !== 0) {
    const difference = moveOf(field, value, old);
    return Math.abs(difference) > NEAREST && move!.log(difference) < move!.typical - RARE;
  }
  if (isOutside(value, numeric.field.plausible)) return true;
  const seen = spread.log(standing(wide.of(value), peersAt(model, field, row))) - spread.typical;
  return seen < -RARE || seen + rarity < RARE_DECIMALS;
}
