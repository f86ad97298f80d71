import { boundsLogOdds } from '../../evidence/bounds';
import { decimalsOf } from '../../evidence/decimals';
import type { Peers } from '../../evidence/peers';
import { standing } from './learn-field';
import type { Anchor, FieldModel, Model } from './model';
import { AMENDS } from './slips';

/** Of so many values last week's stands for nothing: a share of cells whose value is as good as drawn anew. */
const REDRAWN = 3e-4;
/** Of so many values it is last week's that was off, and nobody saw it. */
const LAST_OFF = 3e-4;
/** Weeks that differ by less, on a field's curve, agree. */
const AGREEING = 1;
/** A move this likely needs no second look. */
const CLOSE = -1;

/** The peers of a row. */
export function peersAt({ industries }: Model, { peers }: FieldModel, row: number): Peers {
  return peers[industries[row]!] ?? peers[peers.length - 1]!;
}

/** Last week's value, or that of the newest week that has one. */
export function beforeAt({ context }: Model, { numeric }: FieldModel, row: number): number {
  for (let weeks = 1; weeks <= context.earlier.length; weeks++) {
    const value = numeric.before(row, weeks);
    if (!Number.isNaN(value)) return value;
  }
  return Number.NaN;
}

/** The anchor of a cell. It is of earlier weeks, so it does not change while the row is looked at. */
export function anchorOf(model: Model, field: FieldModel, row: number): Anchor {
  const { asked } = field;
  if (asked.row !== row || asked.anchor === null) {
    asked.row = row;
    asked.anchor = newAnchor(model, field, row);
  }
  return asked.anchor;
}

const NONE: readonly number[] = [];

function newAnchor(model: Model, field: FieldModel, row: number): Anchor {
  const found = field.move ? beforeAt(model, field, row) : Number.NaN;
  const old = found === 0 ? Number.NaN : found;
  const earlier = Number.isNaN(old) ? old : field.numeric.before(row, 2);
  const isDoubtful = !(Math.abs(moveOf(field, old, earlier)) < AGREEING);
  const isAmendable = isDoubtful && !Number.isNaN(old);
  const { curve, wide, spread, middle, stays } = field;
  const pullOf = (value: number) => stays * (curve.of(value) - middle);
  const peers = peersAt(model, field, row);
  const amends = isAmendable ? AMENDS.map((factor) => pullOf(old * factor)) : NONE;
  const seen = isAmendable ? spread.log(standing(wide.of(old), peers)) : 0;
  return { old, isDoubtful, pull: pullOf(old), peers, amends, seen };
}

/** Logarithm of the density of a value, given last week's, else given its peers. */
export function ownLog(field: FieldModel, anchor: Anchor, value: number): number {
  const { old, isDoubtful, pull, peers, amends } = anchor;
  const { curve, wide, spread, move, middle } = field;
  let moved: number | null = null;
  if (!Number.isNaN(old)) {
    const slope = curve.slope(value);
    const from = curve.of(value) - middle;
    moved = move!.log(from - pull) + slope;
    if (moved - slope > CLOSE) return moved;
    if (isDoubtful) {
      let best = Number.NEGATIVE_INFINITY;
      for (const amended of amends) best = Math.max(best, move!.log(from - amended));
      // The more so the stranger last week's is among its peers, compared with this one.
      const stranger = spread.log(standing(wide.of(value), peers)) - anchor.seen;
      moved = Math.log(Math.exp(moved) + LAST_OFF * Math.exp(best + slope + stranger));
    }
  }
  const drawn = spread.log(standing(wide.of(value), peers)) - peers.logWidth + wide.slope(value);
  return moved === null ? drawn : Math.log(Math.exp(moved) + REDRAWN * Math.exp(drawn));
}

/** How far a value is, on the curve, from what last week's makes one expect. */
export function moveOf({ curve, middle, stays }: FieldModel, value: number, old: number): number {
  return curve.of(value) - middle - stays * (curve.of(old) - middle);
}

/** The same on average, of values as they come near this one. */
export function ownTypical(field: FieldModel, { old, peers }: Anchor, value: number): number {
  if (!Number.isNaN(old)) return field.move!.typical + field.curve.slope(value);
  return field.spread.typical - peers.logWidth + field.wide.slope(value);
}

/** What ranges and decimals say of a value. */
export function plainLog({ numeric: { field }, decimals, implausible }: FieldModel, value: number): number {
  return boundsLogOdds(field, value, implausible) + decimals[decimalsOf(value)]!;
}
