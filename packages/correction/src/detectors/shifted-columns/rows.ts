import { type CellValue, cellAt, type FieldDefinition } from '@stock-analyzer/schema';
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
  const isNative = ({ field }: FieldColumn) => field.category === 'native';
  for (const native of [false, true]) {
    const fields = context.fields.filter((each) => isNative(each) === native && !moved.has(each.field));
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
  const cells = fields.map(({ column }) => cellAt(column, row));
  const weighed = fields.map(({ field, column }, at) => {
    const home = fields[at - by];
    if (!home) return { look: 0, history: 0, equal: 0 };
    const look = looks[at]![row]!;
    const there = lookIn(column, row, look, home.field.values);
    const own = likeness(cells[at]!, lastWeek(context, field, row));
    const other = likeness(cells[at]!, lastWeek(context, home.field, row));
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
