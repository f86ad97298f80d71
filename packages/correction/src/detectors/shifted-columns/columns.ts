import { evidence } from '../../evidence/describe';
import type { Evidence } from '../../model/plan';
import type { DetectorContext, FieldColumn } from '../../propose/context';
import { agreementsOf } from '../agreement';

/** A field whose values stand in another column, or nowhere. */
export interface Misplaced {
  readonly to: FieldColumn;
  /** The column that holds them; null if none does. */
  readonly from: FieldColumn | null;
  readonly told: readonly Evidence[];
}

/** Last week's values of a field are this week's, but for so many. */
const AGREES = 0.5;
/** Its own column's have to be so much worse. */
const AGREES_NOT = 0.35;
const IS_MISPLACED = 9;

/**
 * Fields whose column holds what was another field's last week. Where two columns changed places both are told, also
 * if one of them moves too much from week to week to be known again.
 */
export function misplacedColumns(context: DetectorContext): Misplaced[] {
  const agreements = agreementsOf(context);
  if (!agreements) return [];
  const { fields, own, share } = agreements;
  /** By column: the field whose values it holds instead of its own; -1 for none. */
  const holds = fields.map((_, column) => {
    if (own(column) >= AGREES_NOT) return -1;
    let best = -1;
    let most = AGREES;
    for (let field = 0; field < fields.length; field++) {
      const found = field === column ? 0 : share(column, field);
      if (found > most) [best, most] = [field, found];
    }
    return best;
  });
  const isOwn = (field: number) => own(field) >= AGREES_NOT;
  const sources = new Map<number, number>();
  holds.forEach((field, column) => {
    if (field >= 0 && !isOwn(field)) sources.set(field, column);
  });
  // What stands in the place of a column that moved is the other one's, unless it is known to be a third's.
  holds.forEach((field, column) => {
    if (field >= 0 && sources.get(field) === column && holds[field]! < 0 && !sources.has(column)) {
      if (agreements.filled(field) > 0) sources.set(column, field);
    }
  });
  const misplaced: Misplaced[] = [];
  for (const [field, column] of sources) {
    const count = Math.round(100 * share(column, field));
    const told = evidence('place', IS_MISPLACED, { equal: count, total: 100 }, fields[field]!.column.name);
    misplaced.push({ to: fields[field]!, from: fields[column]!, told: [told] });
  }
  holds.forEach((field, column) => {
    if (field < 0 || sources.has(column) || isOwn(field)) return;
    const told = evidence('place', IS_MISPLACED, { equal: 1, total: 1 }, fields[field]!.column.name);
    misplaced.push({ to: fields[column]!, from: null, told: [told] });
  });
  return misplaced;
}
