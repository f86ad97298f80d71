import { type CellValue, cellAt } from '@stock-analyzer/schema';
import { evidence } from '../../evidence/describe';
import { probability } from '../../evidence/likelihood';
import type { Evidence } from '../../model/plan';
import type { Detector, DetectorContext, FieldColumn, Finding } from '../../propose/context';
import { findingOf, LOST } from '../finding';
import { misplacedColumns } from './columns';
import { FEWEST_VALUES, type ShiftedRow, shiftedRows } from './rows';

/** A shifted row among a hundred thousand cells is rare before it is looked at. */
const PRIOR = -8;
/** What last week tells of neighbouring cells is not independent either. */
const MOST = 20;
/** A shift that ends before the table does is rarer still. */
const INSIDE = 4;
const LOOKS_ALONE = 8;
/** A whole column is never put elsewhere without a person's word; some of its rows may have come from another sheet. */
const FOR_A_PERSON = 0.99;
/** Below this a row is not worth showing. */
const WORTH_SHOWING = 0.5;

/**
 * Finds values that stand beside their columns: in a row, from some column on, one to the right or left, and whole
 * columns in each other's place. What can be put back is proposed as one group, what got lost is flagged. Detectors
 * of numbers see the values where they belong.
 */
export const detectShiftedColumns: Detector = function* (context) {
  const misplaced = misplacedColumns(context);
  for (const { to, from, told } of misplaced) yield* columnFindings(context, to, from, told);
  const moved = new Set(misplaced.map(({ to }) => to.field));
  for (const shift of shiftedRows(context, moved)) {
    if (!isBackedUp(context, shift)) continue;
    const told = toldOf(shift);
    const confidence = probability(told.reduce((sum, { log_odds }) => sum + log_odds, 0));
    if (confidence < WORTH_SHOWING) continue;
    yield* rowFindings(context, shift, told);
    const columns = [...shift.fields, ...shift.homes].map(({ column }) => column.name);
    context.settled.set(shift.row, new Set(columns));
  }
};

/** A few values that resemble their neighbours' prove nothing, least of all where last week has the row. */
function isBackedUp({ earlier }: DetectorContext, { row, byLook, equal, total }: ShiftedRow): boolean {
  const isKnown = (earlier.at(-1)?.rows[row] ?? -1) >= 0;
  return isKnown
    ? equal >= FEWEST_VALUES && equal >= total / 2
    : total >= FEWEST_VALUES && byLook >= LOOKS_ALONE;
}

function toldOf({ by, byLook, byHistory, equal, total, isToEnd }: ShiftedRow): Evidence[] {
  const side = by === 1 ? 'the column to the left' : 'the column to the right';
  const told = [
    evidence('prior', PRIOR - (isToEnd ? 0 : INSIDE), { one_in: isToEnd ? 3000 : 160_000 }),
    evidence('place', clamp(byLook), { count: total, total }, side),
  ];
  if (byHistory !== 0) told.push(evidence('place', clamp(byHistory), { equal, total }, side));
  return told;
}

function clamp(logOdds: number): number {
  return Math.max(-MOST, Math.min(MOST, logOdds));
}

function* rowFindings(
  context: DetectorContext,
  { row, by, fields, homes, sure }: ShiftedRow,
  told: readonly Evidence[],
): Generator<Finding> {
  const values = fields.map(({ column }) => cellAt(column, row));
  const group = `shift:${row}`;
  const restored = new Set(homes);
  for (const [at, home] of homes.entries()) {
    const to = values[at]!;
    see(context, home, row, to);
    if (to !== cellAt(home.column, row)) {
      yield findingOf(home.column, row, 'shifted_columns', to, told, { group, most: sure[at]! });
    }
  }
  // At one end a field's own value is gone: what stands there belongs to its neighbour.
  const lost = fields.at(by === 1 ? -1 : 0)!;
  if (restored.has(lost) || cellAt(lost.column, row) === null) return;
  see(context, lost, row, null);
  yield findingOf(lost.column, row, 'shifted_columns', null, told, { most: LOST });
}

function* columnFindings(
  context: DetectorContext,
  to: FieldColumn,
  from: FieldColumn | null,
  told: readonly Evidence[],
): Generator<Finding> {
  const more = from
    ? { group: `columns:${[to.column.name, from.column.name].sort()}`, most: FOR_A_PERSON }
    : { most: LOST };
  for (let row = 0; row < to.column.validity.length; row++) {
    if (context.settled.get(row) === null) continue;
    const value = from ? cellAt(from.column, row) : null;
    see(context, to, row, value);
    if (value !== cellAt(to.column, row))
      yield findingOf(to.column, row, 'shifted_columns', value, told, more);
  }
}

/** Detectors of numbers see the value where it belongs. */
function see(context: DetectorContext, { field }: FieldColumn, row: number, value: CellValue): void {
  const numbers = context.numeric.get(field.key)?.values;
  if (numbers) numbers[row] = typeof value === 'number' ? value : Number.NaN;
}
