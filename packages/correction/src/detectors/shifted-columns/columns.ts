import { evidence } from '../../evidence/describe';
import type { Evidence } from '../../model/plan';
import type { DetectorContext, FieldColumn } from '../../propose/context';
import { type Fact, type Fits, fitsOf } from '../fit';

/** A field whose values stand in another column, or nowhere. */
export interface Misplaced {
  readonly to: FieldColumn;
  /** The column that holds them; null if none does. */
  readonly from: FieldColumn | null;
  readonly told: readonly Evidence[];
}

/** What stands where: the column of each field that is not its own, -1 for none. */
type Assignment = ReadonlyMap<number, number>;

/** A fact that holds in less of the rows than this asks for a look at its fields. */
const DOUBTFUL = 0.5;
/** So much better in sum, of facts that hold from 0 to 1, … */
const BETTER = 0.55;
/** … and no fact worse than this. */
const WORSE = 0.12;
/** So many columns in a row are tried as one shift. */
const WIDEST = 6;
/** So many columns to either side are looked through for a field's values. */
const REACH = 8;
/** Log-odds for each unit that the facts get better. */
const WEIGHT = 8;
const PRIOR = -3;

/**
 * Columns that hold what belongs to a neighbour: two that changed places, or several that moved on by one behind an
 * empty one. An arrangement is believed if formulas, plausible ranges and last week's values fit it, and do not fit the
 * one found.
 */
export function misplacedColumns(context: DetectorContext): Misplaced[] {
  const fits = fitsOf(context);
  const { fields } = fits;
  const all = fields.map((_, at) => at);
  const own = (field: number) => field;
  const doubtful = fits.of(all, own).filter(({ part }) => part < DOUBTFUL);
  const doubted = all.filter((at) => isEmpty(fits, at) || doubtful.some((fact) => fact.fields.includes(at)));
  if (doubted.length === 0) return [];

  const placed = new Map<number, number>();
  const columnOf = (field: number) => placed.get(field) ?? field;
  const misplaced: Misplaced[] = [];
  let open = arrangements(fits, doubted);
  // The best first; what it explains is no evidence for the others any more.
  while (open.length > 0) {
    const judged = open
      .map((assignment) => judge(fits, assignment, columnOf))
      .filter(({ gain }) => gain >= BETTER)
      .sort((one, other) => other.gain - one.gain);
    const [best] = judged;
    if (!best) break;
    for (const [field, column] of best.assignment) placed.set(field, column);
    misplaced.push(...toldOf(fits, best));
    open = judged
      .map(({ assignment }) => assignment)
      .filter((each) => [...each.keys()].every((at) => !placed.has(at)));
  }
  return misplaced;
}

/** A field's values are where the arrangement says only if a fact of its own says so; otherwise they are lost. */
function toldOf({ fields }: Fits, { assignment, gain, facts }: Judged): Misplaced[] {
  const weight = (WEIGHT * gain) / facts.length;
  const told = [evidence('prior', PRIOR, { one_in: 20 }), ...facts.map((fact) => factEvidence(fact, weight))];
  return [...assignment].map(([to, from]): Misplaced => {
    const isBackedUp = facts.some(({ part, fields: taking }) => part >= DOUBTFUL && taking.includes(to));
    return { to: fields[to]!, from: from >= 0 && isBackedUp ? fields[from]! : null, told };
  });
}

function isEmpty({ samples }: Fits, at: number): boolean {
  return samples[at]!.every(Number.isNaN);
}

/** Swaps of a doubted column with any near it, and shifts that begin or end at an empty one. */
function arrangements(fits: Fits, doubted: readonly number[]): Assignment[] {
  const { fields } = fits;
  const filled = fields.map((_, at) => at).filter((at) => !isEmpty(fits, at));
  const found: Assignment[] = [];
  for (const one of doubted) {
    if (isEmpty(fits, one)) {
      for (const step of [1, -1]) {
        for (let width = 2; width <= WIDEST; width++) {
          const moved = new Map<number, number>();
          for (let at = 0; at < width; at++)
            moved.set(one + step * at, at === width - 1 ? -1 : one + step * (at + 1));
          if (fields[one + step * (width - 1)]) found.push(moved);
        }
      }
      continue;
    }
    const place = filled.indexOf(one);
    for (const other of [
      ...filled.slice(Math.max(0, place - 2), place),
      ...filled.slice(place + 1, place + 3),
    ]) {
      if (other > one || !doubted.includes(other))
        found.push(
          new Map([
            [one, other],
            [other, one],
          ]),
        );
    }
  }
  return [...found, ...doubted.flatMap((one) => followed(fits, one) ?? [])];
}

/** Where a field's values seem to be, where those of the column that holds them seem to be, and so on. */
function followed(fits: Fits, one: number): Assignment | null {
  const moved = new Map<number, number>();
  for (let field = one; !moved.has(field); ) {
    const column = sourceOf(fits, field);
    moved.set(field, column);
    if (column < 0) break;
    field = column;
  }
  return moved.size > 1 ? moved : null;
}

/** The column of another field, not far from it, that fits a field better than what is there; -1 for none. */
function sourceOf(fits: Fits, field: number): number {
  const fitOf = (column: number) => {
    const parts = fits
      .of([field], (at) => (at === field ? column : at))
      .filter(({ part }) => !Number.isNaN(part));
    return parts.length === 0 ? 0 : parts.reduce((sum, { part }) => sum + part, 0) / parts.length;
  };
  let best = -1;
  let most = Math.max(DOUBTFUL, fitOf(field) + BETTER / 2);
  for (
    let column = Math.max(0, field - REACH);
    column <= Math.min(fits.fields.length - 1, field + REACH);
    column++
  ) {
    const fit = column === field || isEmpty(fits, column) ? 0 : fitOf(column);
    if (fit > most) [best, most] = [column, fit];
  }
  return best;
}

/** An arrangement with how much better it fits, and the facts that say so. */
interface Judged {
  readonly assignment: Assignment;
  readonly gain: number;
  readonly facts: readonly Fact[];
}

/** How much better an arrangement fits than what is there. */
function judge(fits: Fits, assignment: Assignment, columnOf: (field: number) => number): Judged {
  const touched = [...assignment.keys()];
  const before = fits.of(touched, columnOf);
  const after = fits.of(touched, (field) => assignment.get(field) ?? columnOf(field));
  let gain = 0;
  const facts: Fact[] = [];
  after.forEach((fact, at) => {
    if (Number.isNaN(fact.part)) {
      // A column that is given up should not have fitted its field.
      gain -= Math.max(0, (before[at]!.part || 0) - 0.5);
      return;
    }
    // An empty column fits nothing, which is half of what it could.
    const was = before[at]!.part;
    const better = fact.part - (Number.isNaN(was) ? Math.min(fact.part, 0.5) : was);
    if (better < -WORSE) gain = Number.NEGATIVE_INFINITY;
    gain += better;
    if (better > WORSE) facts.push(fact);
  });
  return { assignment, gain, facts };
}

function factEvidence({ subject, part }: Fact, logOdds: number): Evidence {
  return evidence('place', logOdds, { percent: Math.round(100 * part) }, subject);
}
