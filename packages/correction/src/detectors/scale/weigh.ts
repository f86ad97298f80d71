import { cellAt } from '@stock-analyzer/schema';
import { anchorOf, ownLog, ownTypical, plainLog } from './anchor';
import { type Candidate, CellCandidate, type Hypothesis } from './candidate';
import { gainOf } from './gain';
import { type FieldModel, type Model, sideOf, type Tie, tieLog } from './model';
import { LOST, type Reading, waysOf } from './readings';

/** A garbled value may be anything: this is its density on any curve. */
const ANYTHING = Math.log(0.05);
const UNTOLD = -Math.log(LOST.oneIn);
/** A whole number where dates of our time lie as serials: most garbled values of that size are such. */
const SERIAL = 5;
const isSerial = (value: number) => Number.isInteger(value) && value > 40_000 && value < 50_000;

/** Every reading of one cell, with the rest of the row as it stands. */
export function weighCell(model: Model, field: FieldModel, row: number): Candidate {
  const { ties } = field;
  const { values } = field.numeric;
  const value = values[row]!;
  const anchor = anchorOf(model, field, row);
  const typical = ownTypical(field, anchor, value);
  const own = ownLog(field, anchor, value);
  let before = own + plainLog(field, value);
  let surprise = typical - own;
  const garbled = isSerial(value);
  let loose = 0;
  let sharpest = typical - field.curve.slope(value);
  for (const tie of ties) {
    const seen = tieLog(tie, row);
    before += seen;
    surprise += tie.apart.typical - seen;
    if (!garbled && !isStrict(tie)) loose += tie.apart.typical - seen;
    if (seen !== tie.apart.typical) sharpest = Math.max(sharpest, tie.apart.typical);
  }
  const ways = waysOf(model, field, row);
  const odds: number[] = [];
  for (const { rule, times, over, share } of ways) {
    const to = (value * times) / over;
    const gain = gainOf(field, anchor, value, own, rule, to);
    let logOdds = share + (gain + own + plainLog(field, to) + stretch(value, to) - before);
    values[row] = to;
    for (const tie of ties) logOdds += tieLog(tie, row);
    if (logOdds > UNLIKELY && rule !== 'sign' && isSplit(model, field, row, value, to)) logOdds -= SPLIT;
    odds.push(logOdds);
  }
  values[row] = value;
  odds.push(UNTOLD + (ANYTHING + (garbled ? SERIAL : 0) + surprise - sharpest));
  // Nobody is asked to look at a value for no more than being unusual beside others.
  return new CellCandidate(field.alone, value, ways, odds, Math.max(0, loose));
}

/** Whether a relation that does not hold is an error by itself, whatever it may be. */
function isStrict({ bound: { relation } }: Tie): boolean {
  return relation.kind === '=' || relation.severity === 'error';
}

/** A share that was split or merged is likelier than two errors alike. */
const SPLIT = 9;
const SPLIT_ROOM = 0.7;
/** Nothing is asked of readings that are out of the question anyway. */
const UNLIKELY = -5;

/** Whether another price of the company moved alike since last week, or its volume the other way round. */
function isSplit(
  { splitting }: Model,
  field: FieldModel,
  row: number,
  value: number,
  meant: number,
): boolean {
  // Earnings a share move with the price, whatever their currency.
  const side = field.numeric.field.unit === 'usd' ? 1 : sideOf(field);
  if (side === 0) return false;
  const moved = Math.log(value / meant) * side;
  for (const other of splitting) {
    if (other === field) continue;
    // As it came: it may have been set aside by now.
    const now = Number(cellAt(other.numeric.column, row) ?? Number.NaN);
    const move = Math.log(now / other.numeric.before(row)) * sideOf(other);
    if (Math.abs(move - moved) < SPLIT_ROOM) return true;
  }
  return false;
}

/** A reading of several cells at once; the values must not be scaled if they only change places. */
export function weighSet(
  model: Model,
  row: number,
  cells: readonly FieldModel[],
  read: (value: number) => Reading,
  isScaled = true,
): Hypothesis {
  const ties = new Set(cells.flatMap((cell) => cell.ties));
  const values = cells.map(({ numeric }) => numeric.values[row]!);
  const readings = values.map(read);
  const sum = () => {
    let total = 0;
    for (const cell of cells) total += ownPart(model, cell, row, cell.numeric.values[row]!);
    for (const tie of ties) total += tieLog(tie, row);
    return total;
  };
  const before = sum();
  cells.forEach(({ numeric }, index) => {
    numeric.values[row] = readings[index]!.to!;
  });
  let logOdds = sum() - before - Math.log(readings[0]?.oneIn ?? 1);
  cells.forEach(({ numeric }, index) => {
    numeric.values[row] = values[index]!;
    if (isScaled) logOdds += stretch(values[index]!, readings[index]!.to!);
  });
  // One split explains them all.
  const splits = cells.filter((cell, index) =>
    isSplit(model, cell, row, values[index]!, readings[index]!.to!),
  );
  if (isScaled) logOdds -= SPLIT * splits.length;
  return { cells, readings, index: 0, logOdds, doubt: logOdds };
}

/** What the cell's own facts, without the rest of the row, say for a value over the present one. */
export function ownGain(model: Model, field: FieldModel, row: number, to: number): number {
  const value = field.numeric.values[row]!;
  return ownPart(model, field, row, to) - ownPart(model, field, row, value) + stretch(value, to);
}

function ownPart(model: Model, field: FieldModel, row: number, value: number): number {
  return ownLog(field, anchorOf(model, field, row), value) + plainLog(field, value);
}

/** Scaling changes the measure: what was spread over 100 units now lies in one. */
export function stretch(value: number, meant: number): number {
  return Math.log(Math.abs(meant / value));
}
