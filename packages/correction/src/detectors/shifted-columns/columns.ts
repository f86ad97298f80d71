import { evidence } from '../../evidence/describe';
import type { Evidence } from '../../model/plan';
import type { DetectorContext, FieldColumn } from '../../propose/context';
import { type Fact, type Fits, fitsOf } from '../fit';
import { agreement } from '../sample';

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
const DOUBTFUL = 0.6;
/** So much better in sum, of facts that hold from 0 to 1, … */
const BETTER = 0.55;
/** … and no fact worse than this. */
const WORSE = 0.12;
/** A column that has to be given up has this against it. */
const PRICE_OF_LOSS = 0.2;
/** So many columns in a row are tried as one shift. */
const WIDEST = 6;
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
  const doubted = all.filter(
    (at) => isEmpty(fits, at) || fits.of([at], own).some(({ part }) => part < DOUBTFUL),
  );
  if (doubted.length === 0) return [];

  const found = arrangements(fits, doubted)
    .map((assignment) => judge(fits, assignment))
    .filter(({ gain }) => gain >= BETTER)
    .sort((one, other) => other.gain - one.gain);
  const taken = new Set<number>();
  return found.flatMap(({ assignment, gain, facts }) => {
    const touched = [...assignment.keys()];
    if (touched.some((at) => taken.has(at))) return [];
    for (const at of touched) taken.add(at);
    const told = [
      evidence('prior', PRIOR, { one_in: 20 }),
      ...facts.map((fact) => toldOf(fact, (WEIGHT * gain) / facts.length)),
    ];
    return touched.map((to): Misplaced => {
      const from = assignment.get(to)!;
      return { to: fields[to]!, from: from < 0 ? null : fields[from]!, told };
    });
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

/** Where last week's values of a field are now, where those of the column that holds them are, and so on. */
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

/** The column of another field that holds a field's values of last week; -1 for none. */
function sourceOf({ samples, before }: Fits, field: number): number {
  const old = before[field];
  if (!old) return -1;
  const parts = samples.map((sample) => agreement(sample, old));
  let best = parts[field]! >= DOUBTFUL ? -2 : -1;
  let most = DOUBTFUL;
  parts.forEach((part, column) => {
    if (best !== -2 && column !== field && part > most) [best, most] = [column, part];
  });
  return Math.max(best, -1);
}

/** How much better an arrangement fits than what is there. */
function judge(fits: Fits, assignment: Assignment) {
  const touched = [...assignment.keys()];
  const before = fits.of(touched, (field) => field);
  const after = fits.of(touched, (field) => assignment.get(field) ?? field);
  let gain = [...assignment.values()].includes(-1) ? -PRICE_OF_LOSS : 0;
  const facts: Fact[] = [];
  after.forEach((fact, at) => {
    // An empty column fits nothing; a column that was given up is no fact any more.
    const was = before[at]!.part;
    const better = Number.isNaN(fact.part) ? 0 : fact.part - (Number.isNaN(was) ? fact.part : was);
    if (better < -WORSE) gain = Number.NEGATIVE_INFINITY;
    gain += better;
    if (better > WORSE) facts.push(fact);
  });
  return { assignment, gain, facts };
}

function toldOf({ subject, kind, part }: Fact, logOdds: number): Evidence {
  const hundred = { equal: Math.round(100 * part), total: 100 };
  return evidence('place', logOdds, hundred, subject + (kind === 'relation' ? ' (formula)' : ''));
}
