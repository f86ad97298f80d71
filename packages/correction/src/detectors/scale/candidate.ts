import type { FieldModel } from './model';
import { type Reading, readingOf, type Way } from './readings';

/** One or more cells of a row that are changed together, and how they are read then. */
export interface Hypothesis {
  readonly cells: readonly FieldModel[];
  readonly readings: readonly Reading[];
  /** Which one it is of its {@link Candidate}. */
  readonly index: number;
  /** Natural logarithm of the odds against the row as it stands. */
  readonly logOdds: number;
  /** The same where another reading is doubted for it; differs for a value that is wrong in a way nobody can tell. */
  readonly doubt: number;
}

/** The ways in which a cell, or a set of cells, may be read. */
export interface Candidate {
  /** The likeliest. */
  readonly best: Hypothesis;
  /** How many there are. */
  readonly size: number;
  at(index: number): Hypothesis;
  /** {@link Hypothesis.logOdds} of one, which need not be made for that. */
  logOddsAt(index: number): number;
  /** {@link Hypothesis.doubt} of one. */
  doubtAt(index: number): number;
}

/** A set of cells is read in one way only. */
export class SetCandidate implements Candidate {
  readonly size = 1;

  constructor(readonly best: Hypothesis) {}

  at(): Hypothesis {
    return this.best;
  }

  logOddsAt(): number {
    return this.best.logOdds;
  }

  doubtAt(): number {
    return this.best.doubt;
  }
}

/** The readings of one cell. */
export class CellCandidate implements Candidate {
  readonly best: Hypothesis;
  private readonly bestAt: number;

  /**
   * @param odds Log-odds of each way, and at last those of a value that nobody can tell.
   * @param loose What nobody is asked to look at such a value for.
   */
  constructor(
    private readonly cells: readonly FieldModel[],
    private readonly value: number,
    private readonly ways: readonly Way[],
    private readonly odds: readonly number[],
    private readonly loose: number,
  ) {
    let best = 0;
    for (let at = 1; at < odds.length; at++) if (this.logOddsAt(at) > this.logOddsAt(best)) best = at;
    this.bestAt = best;
    this.best = this.made(best);
  }

  get size(): number {
    return this.odds.length;
  }

  at(index: number): Hypothesis {
    return index === this.bestAt ? this.best : this.made(index);
  }

  logOddsAt(index: number): number {
    return index < this.ways.length ? this.odds[index]! : this.odds[index]! - this.loose;
  }

  doubtAt(index: number): number {
    return this.odds[index]!;
  }

  private made(index: number): Hypothesis {
    const reading = readingOf(this.value, this.ways[index] ?? null);
    return {
      cells: this.cells,
      readings: [reading],
      index,
      logOdds: this.logOddsAt(index),
      doubt: this.doubtAt(index),
    };
  }
}

/** The likeliest; undefined of none. */
export function bestOf(hypotheses: readonly Hypothesis[]): Hypothesis | undefined {
  let best: Hypothesis | undefined;
  for (const each of hypotheses) if (!best || each.logOdds > best.logOdds) best = each;
  return best;
}

/** The likeliest reading of all candidates; undefined of none. */
export function likeliestOf(candidates: readonly Candidate[]): Hypothesis | undefined {
  let likeliest: Hypothesis | undefined;
  for (const { best } of candidates) if (!likeliest || best.logOdds > likeliest.logOdds) likeliest = best;
  return likeliest;
}
