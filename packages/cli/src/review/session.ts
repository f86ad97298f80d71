import { type CorrectionPlan, type Decision, decide } from '@stock-analyzer/correction';
import { decisionUnits, type HeldRun } from '@stock-analyzer/etl';
import type { ReviewLine, ReviewStatus } from './line';
import type { Selector } from './selector';

/** What is reviewed: of a held run, or a plan alone. */
export type Reviewed = Pick<HeldRun, 'plan' | 'proposals' | 'flagged'>;

/** A review at work: which proposals there are, and what was said about each so far. */
export class ReviewSession {
  readonly lines: readonly ReviewLine[];
  readonly flagged: HeldRun['flagged'];
  readonly plan: CorrectionPlan;
  readonly #earlier: ReadonlyMap<string, Decision>;
  #decisions: ReadonlyMap<string, Decision>;
  #past: ReadonlyMap<string, Decision>[] = [];
  #saved: ReadonlyMap<string, Decision>;

  /**
   * @param earlier Decisions that the run has already, of a policy for example. They can be overruled, and are not
   * the reviewer's.
   * @param resumed The reviewer's own, of an earlier sitting.
   */
  constructor(
    { plan, proposals, flagged }: Reviewed,
    readonly by: string,
    earlier: readonly Decision[] = [],
    resumed: readonly Decision[] = [],
  ) {
    this.plan = plan;
    this.#earlier = new Map(earlier.map((decision) => [decision.proposal, decision]));
    this.lines = decisionUnits(proposals).map(([proposal, ...others], at) => ({
      number: at + 1,
      proposal,
      others,
    }));
    this.flagged = flagged;
    this.#decisions = new Map(resumed.map((decision) => [decision.proposal, decision]));
    this.#saved = this.#decisions;
  }

  /** The reviewer's decisions, in the order of the plan. */
  get decisions(): Decision[] {
    return this.plan.proposals.flatMap(({ id }) => this.#decisions.get(id) ?? []);
  }

  /** The last word on a proposal, be it the reviewer's or an earlier one. */
  decisionOn(id: string): Decision | undefined {
    return this.#decisions.get(id) ?? this.#earlier.get(id);
  }

  statusOf(id: string): ReviewStatus {
    const decision = this.decisionOn(id)?.decision;
    if (decision === undefined) return 'undecided';
    return decision === 'accept' ? 'accepted' : 'refused';
  }

  /** How many proposals there are of each status. */
  get counts(): Readonly<Record<ReviewStatus, number>> {
    const counts = { undecided: 0, accepted: 0, refused: 0 };
    for (const { proposal, others } of this.lines) counts[this.statusOf(proposal.id)] += 1 + others.length;
    return counts;
  }

  /** There are decisions that nobody has written down. */
  get isUnsaved(): boolean {
    return this.#decisions !== this.#saved;
  }

  /** Takes note that the decisions were written down. */
  markSaved(): void {
    this.#saved = this.#decisions;
  }

  matching(selector: Selector): ReviewLine[] {
    return this.lines.filter((line) => selector(line, this.statusOf(line.proposal.id)));
  }

  /** Decides on some proposals, and on those that can only be applied together with them; tells how many. */
  decide(lines: readonly ReviewLine[], decision: Decision['decision'], reason: string): number {
    const ids = lines.map(({ proposal }) => proposal.id);
    const at = new Date().toISOString();
    const made = decide(this.plan, { ids }, { decision, by: this.by, at, reason });
    if (made.length === 0) return 0;
    const decisions = new Map(this.#decisions);
    for (const each of made) decisions.set(each.proposal, each);
    this.#past.push(this.#decisions);
    this.#decisions = decisions;
    return made.length;
  }

  /** Takes the last deciding back; false if there is none. */
  undo(): boolean {
    const before = this.#past.pop();
    if (before) this.#decisions = before;
    return before !== undefined;
  }
}
