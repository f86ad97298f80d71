import { isOutside } from '../../evidence/bounds';
import { decimalsOf } from '../../evidence/decimals';
import { isSettled } from '../../propose/context';
import { REVIEWED } from '../../propose/issue-finder';
import { standing } from './learn-field';
import {
  beforeAt,
  calmQuotient,
  type FieldModel,
  isBroken,
  type Model,
  moveOf,
  peerGroupAt,
  type Tie,
} from './model';

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
  fields.forEach((field, at) => {
    const calm = calmOf(field);
    for (let row = 0; row < rowCount; row++) if (isStrange(model, field, row, calm)) mark(row, at);
  });
  ties.forEach((tie, at) => {
    for (let row = 0; row < rowCount; row++) if (isBroken(tie, row)) mark(row, fields.length + at);
  });
  for (let row = isAny.indexOf(1); row >= 0; row = isAny.indexOf(1, row + 1)) {
    const own = marks.subarray(row * width, (row + 1) * width);
    const strange = fields.filter((_, at) => own[at] === 1);
    yield [row, { strange, broken: ties.filter((_, at) => own[fields.length + at] === 1) }];
  }
}

/** What tells without logarithms that a value is not strange. */
interface Calm {
  /** Values whose quotient by last week's lies between this and its inverse have not moved much. */
  readonly quotient: number;
  /** By group of peers: values between these are as usual. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** More than rounding moves a value by, in widths of its peers, if they are not all but equal. */
const ROUNDING = 1e-4;
const NARROW = 1e-6;

function calmOf({ move, stays, peers, spread, wide }: FieldModel): Calm {
  const reach = Math.max(NEAREST, move?.within(move.typical - RARE) ?? 0);
  const far = spread.within(spread.typical - RARE) - ROUNDING;
  const edge = (side: number) =>
    Float64Array.from(peers, ({ center, width }) =>
      width > NARROW && far > 0 ? wide.back(center + side * far * width) : Number.NaN,
    );
  return { quotient: stays === 1 ? calmQuotient(reach) : 1, low: edge(-1), high: edge(1) };
}

function isStrange(model: Model, field: FieldModel, row: number, calm: Calm): boolean {
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
    const times = value / old;
    if (times > calm.quotient && times < 1 / calm.quotient) return false;
    const difference = moveOf(field, value, old);
    return Math.abs(difference) > NEAREST && move!.log(difference) < move!.typical - RARE;
  }
  if (isOutside(value, numeric.field.plausible)) return true;
  const group = peerGroupAt(model, field, row);
  if (value > calm.low[group]! && value < calm.high[group]! && rarity >= RARE_DECIMALS + RARE) return false;
  const seen = spread.log(standing(wide.of(value), field.peers[group]!)) - spread.typical;
  return seen < -RARE || seen + rarity < RARE_DECIMALS;
}
