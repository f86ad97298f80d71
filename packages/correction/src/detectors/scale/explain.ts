import { boundsLogOdds, isOutside } from '../../evidence/bounds';
import { decimalsOf } from '../../evidence/decimals';
import { evidence } from '../../evidence/describe';
import { isTelling } from '../../evidence/week-relations';
import type { Evidence } from '../../model/plan';
import { anchorOf, type Model, ownLog, ownTypical, tieLog } from './model';
import { TOLD } from './readings';
import { turnedLog } from './turned';
import type { Hypothesis } from './weigh';

/** From these log-odds on evidence speaks for a reading. */
const SPEAKS = 1;

/** Fewer companies than this do not show how far true values of their industry go. */
const HARDLY_ANY = 10;

/** What speaks for and against a reading of a cell. */
export interface Explanation {
  /** In words. */
  readonly told: Evidence[];
  /** Whether a range, the check or a formula speaks for it, and not only the looks of other companies' values. */
  readonly isBacked: boolean;
  /** Whether there are enough peers to go by, and something beside them. */
  readonly isKnown: boolean;
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
  const ranges =
    boundsLogOdds(numeric.field, meant, field.implausible) -
    boundsLogOdds(numeric.field, value, field.implausible);
  const { possible, plausible } = numeric.field;
  const isPossible = isOutside(value, possible) || isOutside(meant, possible);
  const range = isPossible ? possible : plausible;
  // Where hardly any company shows how often the plausible range is left, it is no more than a guess.
  const isKnown = field.isBased && anchor.peers.count >= HARDLY_ANY;
  let isBacked = oneIn <= TOLD || (ranges >= SPEAKS && (isPossible || isKnown));
  add('bounds', ranges, { from: value, to: meant, ...range }, isPossible ? 'possible' : 'plausible');
  const own =
    to === null
      ? ownTypical(field, anchor, value) - ownLog(field, anchor, value)
      : reading.rule === 'sign'
        ? turnedLog(field, anchor, value)
        : ownLog(field, anchor, to) - ownLog(field, anchor, value);
  const measure = to === null ? 0 : Math.log(Math.abs(to / value));
  const { old } = anchor;
  if (!Number.isNaN(old)) add('history', own + measure, { previous: old });
  else {
    const { center, width, count } = anchor.peers;
    const { names, codes } = model.context.groups('industry');
    const median = field.wide.back(center);
    const low = field.wide.back(center - width);
    const high = field.wide.back(center + width);
    add('peers', own + measure, { median, low, high, count }, names[codes[row]!] ?? null);
  }
  if (to !== null) {
    const [from, places] = [decimalsOf(value), decimalsOf(to)];
    add('decimals', decimals[places]! - decimals[from]!, { from, to: places });
  }
  for (const tie of ties) {
    const before = tieLog(tie, row);
    const [left, right] = [tie.bound.left(row), tie.bound.right(row)];
    const numbers: Record<string, number> = {};
    if (!Number.isNaN(left) && !Number.isNaN(right)) Object.assign(numbers, { left, right });
    else continue;
    let after = tie.apart.typical;
    if (to !== null) {
      // Cells that are changed together are changed together here too.
      cells.forEach(({ numeric: each }, at) => {
        each.values[row] = readings[at]!.clean()!;
      });
      after = tieLog(tie, row);
      const sides = { left_then: tie.bound.left(row), right_then: tie.bound.right(row) };
      if (!Number.isNaN(sides.left_then + sides.right_then)) Object.assign(numbers, sides);
      cells.forEach(({ numeric: each }, at) => {
        each.values[row] = kept[at]!;
      });
    }
    add('relation', after - before, numbers, tie.bound.relation.description.en);
    isBacked ||= after - before >= SPEAKS && isTelling(tie.bound.relation);
  }
  const isMore = told.some(({ kind, log_odds }) => kind !== 'peers' && log_odds >= SPEAKS);
  return { told, isBacked, isKnown: isKnown && isMore };
}
