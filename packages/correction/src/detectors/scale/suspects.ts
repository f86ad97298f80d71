import { eachRow } from '@stock-analyzer/schema/relations';
import { isOutside } from '../../evidence/bounds';
import { decimalsOf } from '../../evidence/decimals';
import { isSettled } from '../../propose/context';
import { REVIEWED } from '../../propose/issue-finder';
import { beforeAt, moveOf, peersAt } from './anchor';
import { standing } from './learn-field';
import { apartLog, type FieldModel, type Model, type Tie } from './model';

/** A cell is looked at closely if something is e³ times rarer than such things are on average. */
const RARE = 3;
/** No reading differs from the value by less, on any curve that matters. */
const NEAREST = 0.1;
const CALM = Math.exp(1e-6 - NEAREST);
/** Values of a rounded column have so many decimals once in e⁵ times, or not at all. */
const RARE_DECIMALS = -5;

/** What something speaks against in a row. */
export interface Suspects {
  /** Cells that are strange for themselves. */
  readonly strange: FieldModel[];
  /** Relations that do not hold as they do. */
  readonly broken: Tie[];
}

/** A quick look at every cell and relation, that spares most of them a close one; by row, as all stand before the first. */
export function* suspectsOf(model: Model): Generator<readonly [row: number, suspects: Suspects]> {
  const { rowCount } = model.context;
  const fields = [...model.fields.values()];
  const { ties } = model;
  const width = fields.length + ties.length;
  const isAny = new Uint8Array(rowCount);
  const marks = new Uint8Array(rowCount * width);
  const mark = (row: number, at: number) => {
    marks[row * width + at] = isAny[row] = 1;
  };
  const isSomeSettled = new Uint8Array(rowCount);
  for (const row of model.context.settled.keys()) isSomeSettled[row] = 1;
  fields.forEach((field, at) => {
    const { numeric } = field;
    const isStrange = strangeness(model, field);
    for (let row = 0; row < rowCount; row++) {
      const value = numeric.values[row]!;
      if (!Number.isFinite(value) || value === 0) continue;
      if (isSomeSettled[row] === 1 && isSettled(model.context, row, numeric.name)) continue;
      if (isStrange(value, row)) mark(row, at);
    }
  });
  ties.forEach((tie, at) => {
    eachRow(tie.bound, rowCount, (row, left, right) => {
      if (apartLog(tie, left, right) < tie.limit) mark(row, fields.length + at);
    });
  });
  for (let row = isAny.indexOf(1); row >= 0; row = isAny.indexOf(1, row + 1)) {
    const from = row * width;
    yield [row, { strange: marked(fields, marks, from), broken: marked(ties, marks, from + fields.length) }];
  }
}

/** Those of a list whose marks, from a place on, are set. */
function marked<Each>(list: readonly Each[], marks: Uint8Array, from: number): Each[] {
  const found: Each[] = [];
  for (let at = 0; at < list.length; at++) if (marks[from + at] === 1) found.push(list[at]!);
  return found;
}

/** Whether a value of a field is strange for itself. */
function strangeness(model: Model, field: FieldModel): (value: number, row: number) => boolean {
  const { issueOf } = model.context;
  const { numeric, wide, move, spread, decimals, stays } = field;
  const { name } = numeric;
  const { possible, plausible } = numeric.field;
  const isRounded = decimals.at(-1)! < RARE_DECIMALS;
  const leastMove = move ? move.typical - RARE : 0;
  return (value, row) => {
    const old = move ? beforeAt(model, field, row) : Number.NaN;
    if (old === value) return false;
    const issue = issueOf(row, name);
    if (issue && REVIEWED.has(issue.code)) return true;
    if (isOutside(value, possible)) return true;
    const rarity = isRounded ? decimals[decimalsOf(value)]! : 0;
    if (rarity < RARE_DECIMALS) return true;
    if (!Number.isNaN(old) && old !== 0) {
      // No curve makes a move larger than the logarithm of the quotient.
      const times = stays === 1 ? value / old : 0;
      if (times > CALM && times < 1 / CALM) return false;
      const difference = moveOf(field, value, old);
      return Math.abs(difference) > NEAREST && move!.log(difference) < leastMove;
    }
    if (isOutside(value, plausible)) return true;
    const seen = spread.log(standing(wide.of(value), peersAt(model, field, row))) - spread.typical;
    return seen < -RARE || seen + rarity < RARE_DECIMALS;
  };
}
