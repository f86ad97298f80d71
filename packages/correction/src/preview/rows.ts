import type { CellValue } from '@stock-analyzer/schema';
import { describeEvidence, type Language } from '../evidence/describe';
import type { CorrectionPlan, Evidence, Flag, Proposal } from '../model/plan';

/** One line of a preview. */
export interface PlanRow {
  /** Id of the proposal; null for a flag. */
  readonly id: string | null;
  readonly status: 'proposed' | 'flagged';
  readonly ticker: string | null;
  readonly field: string;
  readonly from: CellValue;
  readonly to: CellValue;
  readonly rule: string | null;
  /** 0 to 1. */
  readonly confidence: number;
  /** The evidence in words, the weightiest first. */
  readonly why: string;
  /** Code of the issue that it answers. */
  readonly issue: string | null;
}

/** A plan as rows for a table: proposals first, then flags. */
export function planToRows(plan: CorrectionPlan, language: Language = 'en'): PlanRow[] {
  return [
    ...plan.proposals.map((proposal) => planRow(proposal, proposal.id, language)),
    ...plan.flagged.map((flag) => planRow(flag, null, language)),
  ];
}

function planRow(line: Proposal | Flag, id: string | null, language: Language): PlanRow {
  const { ticker, field, from, to, rule, confidence, evidence, answers } = line;
  const status = id === null ? 'flagged' : 'proposed';
  const why = weightiest(evidence)
    .map((piece) => describeEvidence(piece, language))
    .join('; ');
  return { id, status, ticker, field, from, to, rule, confidence, why, issue: answers?.code ?? null };
}

/** The prior says nothing of the cell at hand, so it is not a reason. */
function weightiest(evidence: readonly Evidence[]): Evidence[] {
  return evidence
    .filter(({ kind }) => kind !== 'prior')
    .sort((a, b) => Math.abs(b.log_odds) - Math.abs(a.log_odds));
}
