import type { FieldDefinition } from '@stock-analyzer/schema';
import { isOutside } from '../../evidence/bounds';
import { type Candidate, type Hypothesis, likeliestOf, SetCandidate } from './candidate';
import type { FieldModel, Model } from './model';
import type { Reading } from './readings';
import { jointly } from './together';
import { ownGain, weighCell } from './weigh';

/** No row has more errors than this that are worth telling apart. */
export const MOST_STEPS = 24;
/** What is so much less likely than the best is no rival of it. */
const RIVAL = 12;
/** So many rivals are looked at. */
const MOST_RIVALS = 4;

/** One row while it is looked at: what was changed in it, and what is still to be looked at. */
export class RowState {
  private readonly changed = new Set<FieldModel>();
  /** The values of changed cells as they came. */
  private readonly found = new Map<FieldModel, number>();
  /** What was weighed and still stands. */
  private weighed = new Map<FieldModel, Candidate>();

  constructor(
    private readonly model: Model,
    private readonly row: number,
    private left: readonly FieldModel[],
  ) {}

  /** Adds cells to look at; false if there are no new ones. */
  add(fields: readonly FieldModel[]): boolean {
    if (fields.length === 0) return false;
    const all = new Set(this.left);
    for (const field of fields) {
      const value = field.numeric.values[this.row]!;
      if (!this.changed.has(field) && Number.isFinite(value) && value !== 0) all.add(field);
    }
    const isMore = all.size > this.left.length;
    this.left = [...all];
    return isMore;
  }

  candidates(but: readonly FieldModel[] = []): Candidate[] {
    const { model, row, changed } = this;
    const left = but.length === 0 ? this.left : this.left.filter((field) => !but.includes(field));
    const candidates: Candidate[] = left.map((field) => this.weigh(field));
    const excluded = but.length === 0 ? changed : new Set([...changed, ...but]);
    for (const together of jointly(model, row, left, excluded)) {
      // Errors of their own explain it as well, and need no common cause.
      let apart = 0;
      for (const cell of together.cells) {
        const at = left.indexOf(cell);
        if (at >= 0) apart += Math.max(0, candidates[at]!.best.logOdds);
      }
      if (together.logOdds > apart) candidates.push(new SetCandidate(together));
    }
    return candidates;
  }

  private weigh(field: FieldModel): Candidate {
    let known = this.weighed.get(field);
    if (!known) {
      known = weighCell(this.model, field, this.row);
      this.weighed.set(field, known);
    }
    return known;
  }

  /** The hypothesis that the likeliest whole begins with, and the odds that it is right. */
  judge(candidates: readonly Candidate[], likeliest: Hypothesis) {
    const rivals = candidates
      .flatMap(({ best }) => (isRival(best, likeliest) ? [best] : []))
      .sort((a, b) => b.logOdds - a.logOdds)
      .slice(0, MOST_RIVALS);
    let best = likeliest;
    let total = likeliest.logOdds;
    let without = 0;
    if (rivals.length > 0) {
      total += this.after(likeliest);
      for (const rival of rivals) {
        const whole = rival.logOdds + this.after(rival);
        if (whole > total) [best, total] = [rival, whole];
      }
      without = this.rest(best.cells);
    }
    const own = candidates.find(({ best: { cells } }) => cells === best.cells)!;
    const against = [without];
    for (let at = 0; at < own.size; at++) {
      if (at !== best.index) against.push(total - best.logOdds + own.doubtAt(at));
    }
    const others = [likeliest, ...rivals].filter((each) => each !== best);
    return { best, own, rivals: others, raw: total - logSum(against) };
  }

  /**
   * A percentage out of the plausible range whose hundredth is inside is what basis points look like, so a person sees it
   * for less, also where it takes other errors for its relations to hold.
   */
  basisPoints(candidates: readonly Candidate[], least: number): Hypothesis | undefined {
    const { model, row } = this;
    for (const candidate of candidates) {
      const [field] = candidate.best.cells as [FieldModel];
      const { values, field: definition } = field.numeric;
      const isTold = definition.kind === 'percentage' && isOutside(values[row]!, definition.plausible);
      const found = isTold && hundredth(candidate, definition);
      if (!found) continue;
      const [{ to, oneIn }] = found.readings as [Reading];
      const alone = ownGain(model, field, row, to!) - Math.log(oneIn);
      if (Math.max(found.logOdds, alone) < least) continue;
      this.add(field.ties.flatMap(({ fields }) => fields));
      if (found.logOdds + this.after(found) >= least) return found;
    }
    return undefined;
  }

  accept({ cells, readings }: Hypothesis): void {
    this.put(cells, (index) => readings[index]!.clean() ?? Number.NaN);
  }

  setAside(cells: readonly FieldModel[]): void {
    this.put(cells, () => Number.NaN);
  }

  private put(cells: readonly FieldModel[], numberAt: (index: number) => number): void {
    cells.forEach((cell, index) => {
      if (!this.found.has(cell)) this.found.set(cell, cell.numeric.values[this.row]!);
      cell.numeric.values[this.row] = numberAt(index);
      this.changed.add(cell);
      for (const { fields } of cell.ties) for (const field of fields) this.weighed.delete(field);
    });
    this.left = this.left.filter((field) => !cells.includes(field));
  }

  /** What resolving the rest of the row adds once a hypothesis is accepted. */
  private after(first: Hypothesis, but: readonly FieldModel[] = []): number {
    return this.tried(() => {
      this.accept(first);
      return this.rest(but);
    });
  }

  /** What resolving the row adds if some cells are left as they are. */
  private rest(but: readonly FieldModel[]): number {
    return this.tried(() => {
      let total = 0;
      for (let step = 0; step < MOST_STEPS; step++) {
        const next = likeliestOf(this.candidates(but));
        if (!next || next.logOdds <= 0) break;
        total += next.logOdds;
        this.accept(next);
      }
      return total;
    });
  }

  /** Runs something and takes back what it changed. */
  private tried(run: () => number): number {
    const { left, weighed, row } = this;
    const changed = [...this.changed];
    this.weighed = new Map(weighed);
    const values = left.map(({ numeric }) => numeric.values[row]!);
    const result = run();
    left.forEach(({ numeric }, index) => {
      numeric.values[row] = values[index]!;
    });
    for (const field of this.changed) {
      if (!left.includes(field) && !changed.includes(field))
        field.numeric.values[row] = this.found.get(field)!;
    }
    this.left = left;
    this.weighed = weighed;
    this.changed.clear();
    for (const field of changed) this.changed.add(field);
    return result;
  }
}

/** Whether a hypothesis about other cells, tied to those of the likeliest, is not much less likely. */
function isRival({ cells, logOdds }: Hypothesis, likeliest: Hypothesis): boolean {
  return (
    logOdds > likeliest.logOdds - RIVAL &&
    !cells.some((cell) => likeliest.cells.includes(cell)) &&
    cells.some(({ ties }) =>
      ties.some(({ fields }) => likeliest.cells.some((other) => fields.includes(other))),
    )
  );
}

/** The reading as a power of ten that lies in the plausible range. */
function hundredth(candidate: Candidate, { plausible }: FieldDefinition): Hypothesis | undefined {
  for (let at = 0; at < candidate.size; at++) {
    const hypothesis = candidate.at(at);
    const { rule, to } = hypothesis.readings[0]!;
    if (rule === 'scale' && !isOutside(to!, plausible)) return hypothesis;
  }
  return undefined;
}

function logSum(values: readonly number[]): number {
  const most = Math.max(...values);
  return most + Math.log(values.reduce((sum, each) => sum + Math.exp(each - most), 0));
}
