import { type CellValue, cellAt } from '@stock-analyzer/schema';
import type { DetectorContext, FieldColumn } from '../../propose/context';
import { lastWeek } from '../earlier';
import { LOOKS, logShares, lookIn, looksOf } from './looks';

/** Cells of a row that stand beside their columns. */
export interface ShiftedRow {
  readonly row: number;
  /** 1 if the cells stand one column to the right of theirs, -1 to the left. */
  readonly by: 1 | -1;
  /** Where the values stand, in order. */
  readonly fields: readonly FieldColumn[];
  /** Where they belong. */
  readonly homes: readonly FieldColumn[];
  /** Log-odds from how the values look, and from last week's. */
  readonly byLook: number;
  readonly byHistory: number;
  /** Values that are last week's of the field they belong to. */
  readonly equal: number;
  readonly total: number;
  /** The stretch goes to the table's end, as it does where a cell was put in or taken out. */
  readonly isToEnd: boolean;
}

/** Fewer rows than this show nothing of how a field looks. */
const FEWEST_ROWS = 30;
/** A row's looks have to be so much likelier shifted to be weighed at all, and to be shifted if nothing else is known. */
const WORTH_WEIGHING = 5;
/** No cell's look counts for more. */
const MOST = 6;
/** A gap this unlikely ends what is shifted. */
const MENDS = 2;

/** One table's columns, with how their cells look. */
interface Looked {
  readonly fields: readonly FieldColumn[];
  readonly looks: readonly Uint8Array[];
  readonly shares: readonly Float64Array[];
}

/**
 * Rows in which, from some column on, the cells look like the values of their neighbours: the sum of the differences
 * in likelihood has a stretch where it rises and rises. Every column is walked once.
 */
export function shiftedRows(context: DetectorContext): ShiftedRow[] {
  if (context.tickers.length < FEWEST_ROWS) return [];
  const found: ShiftedRow[] = [];
  const isNative = ({ field }: FieldColumn) => field.category === 'native';
  for (const native of [false, true]) {
    const fields = context.fields.filter((each) => isNative(each) === native);
    const looks = fields.map(looksOf);
    const table = { fields, looks, shares: looks.map(logShares) };
    for (const by of [1, -1] as const) {
      for (const row of candidates(context, table, by)) {
        const shift = context.settled.get(row) === null ? null : weigh(context, table, row, by);
        if (shift) found.push(shift);
      }
    }
  }
  return found;
}

/** Rows whose looks have a stretch that is likelier shifted. */
function candidates(context: DetectorContext, { looks, shares }: Looked, by: 1 | -1): number[] {
  const rowCount = context.tickers.length;
  const sums = new Float32Array(rowCount);
  const best = new Float32Array(rowCount);
  const gain = new Float32Array(LOOKS);
  for (let at = 0; at < looks.length; at++) {
    const home = at - by;
    if (home < 0 || home >= looks.length) continue;
    for (let look = 0; look < LOOKS; look++) gain[look] = capped(shares[home]![look]! - shares[at]![look]!);
    const ofColumn = looks[at]!;
    for (let row = 0; row < rowCount; row++) {
      const sum = sums[row]! + gain[ofColumn[row]!]!;
      sums[row] = Math.max(sum, 0);
      if (sum > best[row]!) best[row] = sum;
    }
  }
  const rows: number[] = [];
  for (let row = 0; row < rowCount; row++) if (best[row]! >= WORTH_WEIGHING) rows.push(row);
  return rows;
}

function capped(gain: number): number {
  return Math.max(-MOST, Math.min(MOST, gain));
}

/** One row with all that is known of it. */
function weigh(context: DetectorContext, table: Looked, row: number, by: 1 | -1): ShiftedRow | null {
  const { fields, looks, shares } = table;
  const byLook: number[] = [];
  const byHistory: number[] = [];
  const equal: number[] = [];
  const cells = fields.map(({ column }) => cellAt(column, row));
  for (let at = 0; at < fields.length; at++) {
    const home = at - by;
    const homeField = fields[home];
    if (!homeField) {
      byLook[at] = 0;
      byHistory[at] = 0;
      equal[at] = 0;
      continue;
    }
    const look = looks[at]![row]!;
    const there = lookIn(fields[at]!.column, row, look, homeField.field.values);
    byLook[at] = capped(shares[home]![there]! - shares[at]![look]!);
    const own = likeness(cells[at]!, lastWeek(context, fields[at]!.field, row));
    const other = likeness(cells[at]!, lastWeek(context, homeField.field, row));
    byHistory[at] = other - own;
    equal[at] = other >= NEAR && cells[at] !== null ? 1 : 0;
  }
  const total = byLook.map((look, at) => look + byHistory[at]!);
  const stretch = bestStretch(total, cells, by);
  if (!stretch) return null;
  const [first, last] = stretch;
  const isToEnd = by === 1 ? last === fields.length - 1 : last >= fields.length - 2;
  const sumOf = (parts: readonly number[]) =>
    parts.slice(first, last + 1).reduce((sum, part) => sum + part, 0);
  const filled = cells.slice(first, last + 1).filter((cell) => cell !== null).length;
  return {
    row,
    by,
    fields: fields.slice(first, last + 1),
    homes: fields.slice(first - by, last - by + 1),
    byLook: sumOf(byLook),
    byHistory: sumOf(byHistory),
    equal: sumOf(equal),
    total: filled,
    isToEnd,
  };
}

const SAME = 5;
const NEAR = 2.5;
const UNLIKE = -2.5;

/** How much a value is like last week's, in log-odds; nothing where there is none to compare. */
function likeness(value: CellValue, before: CellValue): number {
  if (value === null || before === null) return value === before ? 0.5 : -1;
  if (value === before) return SAME;
  if (typeof value !== 'number' || typeof before !== 'number') return UNLIKE;
  const apart = Math.abs(value - before) / Math.max(Math.abs(value), Math.abs(before));
  return apart < 0.03 ? 3.5 : apart < 0.12 ? NEAR : apart < 0.4 ? 0.5 : UNLIKE;
}

/**
 * Cells from the first to the last that stand beside their columns: where the sum is largest, to the table's end if
 * nothing on the way there speaks against it, and from the gap that the shift left, if there is one before it.
 */
function bestStretch(
  gains: readonly number[],
  cells: readonly CellValue[],
  by: 1 | -1,
): [number, number] | null {
  let sum = 0;
  let start = 0;
  let best = 0;
  let found: [number, number] | null = null;
  for (let at = 0; at < gains.length; at++) {
    if (sum <= 0) {
      sum = 0;
      start = at;
    }
    sum += gains[at]!;
    if (sum > best) {
      best = sum;
      found = [start, at];
    }
  }
  if (!found) return null;
  let [first, last] = found;
  const end = by === 1 ? gains.length - 1 : gains.length - 2;
  let rest = 0;
  let worst = 0;
  for (let at = last + 1; at <= end; at++) {
    rest += gains[at]!;
    worst = Math.min(worst, rest);
  }
  if (worst > -MENDS) last = end;
  if (by === 1) {
    let back = 0;
    for (let at = first - 1; at >= 0; at--) {
      if (cells[at] === null) {
        first = at + 1;
        break;
      }
      back += gains[at]!;
      if (back < -MENDS) break;
    }
  }
  // A gap has no value that belongs elsewhere.
  if (by === 1) while (first < last && cells[first] === null) first++;
  else while (last > first && cells[last] === null) last--;
  return first - by >= 0 && first <= last ? [first, last] : null;
}
