import type { CellValue } from '@stock-analyzer/schema';
import { bindPlan } from '../apply/bind-plan';
import { encodeCell } from '../cells/json-cell';
import { type CorrectionData, cellOf } from '../data';
import { EvidenceLog } from '../evidence/packed';
import type { AnsweredIssue, CorrectionPlan, Flag, Proposal } from '../model/plan';
import type { Finding } from './context';
import { PlannedFlag, PlannedProposal } from './planned';
import { proposalId } from './proposal-id';

/** What a plan is told besides its findings. */
export interface PlanFacts {
  readonly createdAt: string;
  readonly threshold: number;
  readonly tickers: readonly (string | null)[];
  /** The issue of a cell, for a flag; for a proposal, the one that its new value answers. */
  readonly answers: (row: number, field: string, to?: CellValue) => AnsweredIssue | null;
}

/**
 * Findings as a plan: those sure enough become proposals, the others flags. At most one finding a cell.
 */
export function buildPlan(
  data: CorrectionData,
  findings: Iterable<Finding>,
  facts: PlanFacts,
  flags: readonly Flag[] = [],
): CorrectionPlan {
  const proposals: Proposal[] = [];
  const flagged: Flag[] = [...flags];
  const log = new EvidenceLog();
  for (const { row, field, to, rule, confidence, evidence, alternatives, group } of findings) {
    const from = cellOf(data, row, field)!;
    // An error within a column that is mended as a whole may undo that.
    if (Object.is(from, to)) continue;
    const ticker = facts.tickers[row] ?? null;
    if (rule !== null && confidence >= facts.threshold && isPlain(from) && isPlain(to)) {
      const id = proposalId(row, ticker, field, from, to, rule);
      const answers = facts.answers(row, field, to);
      const line = { id, row, ticker, field, from, to, rule, confidence, alternatives, answers, group };
      proposals.push(new PlannedProposal(line, log.pack(evidence)));
    } else {
      const cells = { from: shown(from), to: shown(to) };
      const answers = facts.answers(row, field);
      const line = { row, ticker, field, ...cells, rule, confidence, alternatives, answers };
      flagged.push(new PlannedFlag(line, log.pack(evidence)));
    }
  }
  return bindPlan(data, {
    version: 1,
    created_at: facts.createdAt,
    threshold: facts.threshold,
    proposals,
    flagged,
  });
}

/** JSON keeps it as it is. The few numbers that it cannot keep are never proposed. */
function isPlain(value: CellValue): boolean {
  return typeof encodeCell(value) !== 'object' || value === null;
}

/** A flag is for reading: what JSON cannot keep is told as text. */
function shown(value: CellValue): CellValue {
  return isPlain(value) ? value : String(value);
}
