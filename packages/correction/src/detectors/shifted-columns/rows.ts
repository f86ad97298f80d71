import { type CellValue, type Column, cellAt, type FieldDefinition } from '@stock-analyzer/schema';
import type { DetectorContext, FieldColumn } from '../../propose/context';
import { likeness, NEAR } from './likeness';
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
  /** By value: how sure it is that it stands elsewhere, if any does. */
  readonly sure: readonly number[];
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
/** Fewer values than this beside their columns are no shift. */
export const FEWEST_VALUES = 4;
/** No cell's look counts for more. */
const MOST = 6;
/** Looks of neighbouring cells are not independent. */
const LOOKS_COUNT = 0.7;
/** What speaks this much against it ends what is shifted. */
const MENDS = 2;
/** A missing value before the first that stands elsewhere, as a shift to the right leaves it. */
const GAP = 4;

/** One table's columns, with how their cells look. */
interface Looked {
  readonly fields: readonly FieldColumn[];
  readonly looks: readonly Uint8Array[];
  readonly shares: readonly Float64Array[];
  /** Last week's columns of the same fields. */
  readonly before: readonly (Column | undefined)[];
}

/**
 * Rows in which, from some column on, the cells look like the values of their neighbours: the sum of the differences
 * in likelihood has a stretch where it rises and rises. Every column is walked once.
 *
 * @param moved Fields whose columns are misplaced as a whole: no row's matter.
 */
export function shiftedRows(context: DetectorContext, moved: ReadonlySet<FieldDefinition>): ShiftedRow[] {
  if (context.tickers.length < FEWEST_ROWS) return [];
  const found: ShiftedRow[] = [];
  const week = context.earlier.at(-1);
  const isNative = ({ field }: FieldColumn) => field.category === 'native';
  for (const native of [false, true]) {
    const fields = context.fields.filter((each) => isNative(each) === native && !moved.has(each.field));
    const looks = fields.map(looksOf);
    const before = fields.map(({ field }) => week?.columns.get(field.name));
    const table = { fields, looks, shares: looks.map(logShares), before };
    for (const by of [1, -1] as const) {
      for (const row of candidates(context, table, by)) {
        const old = week?.rows[row] ?? -1;
        if (context.settled.get(row) === null || (old >= 0 && !isAlike(table, row, old, by))) continue;
        const shift = weigh(table, row, old, by);
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
  const isFound = new Uint8Array(rowCount);
  const gain = new Float32Array(LOOKS);
  for (let at = 0; at < looks.length; at++) {
    const home = at - by;
    if (home < 0 || home >= looks.length) continue;
    for (let look = 0; look < LOOKS; look++) gain[look] = capped(shares[home]![look]! - shares[at]![look]!);
    const ofColumn = looks[at]!;
    for (let row = 0; row < rowCount; row++) {
      const sum = sums[row]! + gain[ofColumn[row]!]!;
      sums[row] = Math.max(sum, 0);
      if (sums[row]! >= WORTH_WEIGHING) isFound[row] = 1;
    }
  }
  const rows: number[] = [];
  for (let row = 0; row < rowCount; row++) if (isFound[row] === 1) rows.push(row);
  return rows;
}

function capped(gain: number): number {
  return Math.max(-MOST, Math.min(MOST, gain));
}

/** Whether enough cells are like last week's of the fields that they would belong to: most rows need no closer look. */
function isAlike({ fields, before }: Looked, row: number, old: number, by: 1 | -1): boolean {
  let count = 0;
  for (let at = 0; at < fields.length && count < FEWEST_VALUES; at++) {
    const home = before[at - by];
    const cell = home ? cellAt(fields[at]!.column, row) : null;
    if (cell !== null && likeness(cell, cellAt(home!, old)) >= NEAR) count++;
  }
  return count >= FEWEST_VALUES;
}

/** One row with all that is known of it; `old` is its company's of last week, -1 for none. */
function weigh(
  { fields, looks, shares, before }: Looked,
  row: number,
  old: number,
  by: 1 | -1,
): ShiftedRow | null {
  const cells = fields.map(({ column }) => cellAt(column, row));
  const beforeAt = (at: number) => (old >= 0 && before[at] ? cellAt(before[at], old) : null);
  const weighed = fields.map(({ column }, at) => {
    const home = fields[at - by];
    if (!home) return { look: 0, history: 0, equal: 0 };
    const look = looks[at]![row]!;
    const there = lookIn(column, row, look, home.field.values);
    const own = likeness(cells[at]!, beforeAt(at));
    const other = likeness(cells[at]!, beforeAt(at - by));
    return {
      look: capped(shares[at - by]![there]! - shares[at]![look]!),
      history: other - own,
      equal: other >= NEAR && cells[at] !== null ? 1 : 0,
    };
  });
  const gains = weighed.map(({ look, history }) => LOOKS_COUNT * look + history);
  const stretch = bestStretch(gains, cells, by);
  if (!stretch) return null;
  const { first, last, sure } = stretch;
  const sumOf = (part: 'look' | 'history' | 'equal') =>
    weighed.slice(first, last + 1).reduce((sum, each) => sum + each[part], 0);
  return {
    row,
    by,
    fields: fields.slice(first, last + 1),
    homes: fields.slice(first - by, last - by + 1),
    sure: sure.slice(first, last + 1),
    byLook: LOOKS_COUNT * sumOf('look'),
    byHistory: sumOf('history'),
    equal: sumOf('equal'),
    total: cells.slice(first, last + 1).filter((cell) => cell !== null).length,
    isToEnd: last >= fields.length - (by === 1 ? 1 : 2),
  };
}

/** Where the values of a row stand beside their columns, and how sure that is of each. */
interface Stretch {
  readonly first: number;
  readonly last: number;
  readonly sure: readonly number[];
}

/**
 * The cells that stand beside their columns: up to where the sum is largest, or to the table's end if nothing on the
 * way there speaks against it. Where they begin is weighed: a shift to the right leaves a gap before its first value.
 */
function bestStretch(gains: readonly number[], cells: readonly CellValue[], by: 1 | -1): Stretch | null {
  const [least, most] = by === 1 ? [1, gains.length - 1] : [0, gains.length - 2];
  let last = endOf(gains, least, most);
  while (last > least && cells[last] === null) last--;
  if (last <= least) return null;
  const scores = gains.map(() => Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (let at = last; at >= least; at--) {
    sum += gains[at]!;
    if (cells[at] !== null) scores[at] = sum + (by === 1 && cells[at - 1] === null ? GAP : 0);
  }
  const best = Math.max(...scores);
  const weights = scores.map((score) => Math.exp(score - best));
  const total = weights.reduce((all, weight) => all + weight, 0);
  let before = 0;
  const sure = weights.map((weight) => {
    before += weight;
    return before / total;
  });
  const first = sure.findIndex((part, at) => part >= 0.5 && cells[at] !== null);
  return first < 0 || first > last ? null : { first, last, sure };
}

/** Where the stretch with the largest sum ends. */
function endOf(gains: readonly number[], least: number, most: number): number {
  let sum = 0;
  let best = 0;
  let last = -1;
  for (let at = least; at <= most; at++) {
    sum = Math.max(0, sum) + gains[at]!;
    if (sum > best) [best, last] = [sum, at];
  }
  if (last < 0) return -1;
  let rest = 0;
  for (let at = last + 1; at <= most; at++) {
    rest += gains[at]!;
    if (rest <= -MENDS) return last;
  }
  return most;
}
