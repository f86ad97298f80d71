import { boundsLogOdds, isOutside } from '../../evidence/bounds';
import { decimalsOf } from '../../evidence/decimals';
import { evidence } from '../../evidence/describe';
import { isTelling } from '../../evidence/week-relations';
import type { Evidence } from '../../model/plan';
import { anchorOf, ownLog, ownTypical } from './anchor';
import type { Hypothesis } from './candidate';
import { gainOf } from './gain';
import { type Model, tieLog } from './model';
import { TOLD } from './readings';
import { stretch } from './weigh';

/** From these log-odds on evidence speaks for a reading. */
const SPEAKS = 1;

/** The confidence that looks like a certainty although nothing but the looks of other values speaks. */
export const SURE = 0.9;
/** Fewer companies than this do not show how far true values of their industry go. */
const HARDLY_ANY = 10;

/** What speaks for and against a reading of a cell. */
export interface Explanation {
  /** In words. */
  readonly told: Evidence[];
  /**
   * The confidence from which it may be proposed where last week does not vouch for it: none if a range, the check or a
   * formula speaks for it, and 2 if there are not enough peers, or nothing else is known of it.
   */
  readonly needed: number;
}

/** Explains a reading of a cell, which holds its present value. */
export function explain(
  model: Model,
  row: number,
  { cells, readings }: Hypothesis,
  index: number,
): Explanation {
  const field = cells[index]!;
  const reading = readings[index]!;
  const { oneIn } = reading;
  const to = reading.clean();
  const { numeric, ties, decimals } = field;
  const anchor = anchorOf(model, field, row);
  const value = numeric.values[row]!;
  const kept = cells.map(({ numeric: each }) => each.values[row]!);
  const told: Evidence[] = [evidence('prior', -Math.log(oneIn), { one_in: oneIn })];
  const add = (...parts: Parameters<typeof evidence>) => {
    if (Math.abs(parts[1]) >= 0.05) told.push(evidence(...parts));
  };
  const meant = to ?? value;
  const within = (each: number) => boundsLogOdds(numeric.field, each, field.implausible);
  const ranges = within(meant) - within(value);
  const { possible } = numeric.field;
  const isPossible = isOutside(value, possible) || isOutside(meant, possible);
  const which = isPossible ? 'possible' : 'plausible';
  // Where hardly any company shows how often the plausible range is left, it is no more than a guess.
  const isKnown = field.isBased && anchor.peers.count >= HARDLY_ANY;
  let isBacked = oneIn <= TOLD || (ranges >= SPEAKS && (isPossible || isKnown));
  add('bounds', ranges, { from: value, to: meant, ...numeric.field[which] }, which);
  const own = ownLog(field, anchor, value);
  const gain =
    to === null
      ? ownTypical(field, anchor, value) - own
      : gainOf(field, anchor, value, own, reading.rule, to) + stretch(value, to);
  const { old } = anchor;
  if (!Number.isNaN(old)) add('history', gain, { previous: old });
  else {
    const { center, width, count } = anchor.peers;
    const { names, codes } = model.context.groups('industry');
    const median = field.wide.back(center);
    const low = field.wide.back(center - width);
    const high = field.wide.back(center + width);
    add('peers', gain, { median, low, high, count }, names[codes[row]!] ?? null);
  }
  if (to !== null) {
    const [from, places] = [decimalsOf(value), decimalsOf(to)];
    add('decimals', decimals[places]! - decimals[from]!, { from, to: places });
  }
  for (const tie of ties) {
    const [left, right] = [tie.bound.left(row), tie.bound.right(row)];
    if (Number.isNaN(left) || Number.isNaN(right)) continue;
    const numbers: Record<string, number> = { left, right };
    const before = tieLog(tie, row);
    let after = tie.apart.typical;
    if (to !== null) {
      // Cells that are changed together are changed together here too.
      cells.forEach(({ numeric: each }, at) => {
        each.values[row] = readings[at]!.clean()!;
      });
      after = tieLog(tie, row);
      const [left_then, right_then] = [tie.bound.left(row), tie.bound.right(row)];
      if (!Number.isNaN(left_then + right_then)) Object.assign(numbers, { left_then, right_then });
      cells.forEach(({ numeric: each }, at) => {
        each.values[row] = kept[at]!;
      });
    }
    add('relation', after - before, numbers, tie.bound.relation.description.en);
    isBacked ||= after - before >= SPEAKS && isTelling(tie.bound.relation);
  }
  // The first is the prior.
  return { told, needed: isBacked ? 0 : isKnown && told.length > 2 ? SURE : 2 };
}
