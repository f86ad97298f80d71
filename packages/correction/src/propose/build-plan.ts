import type { CellValue } from '@stock-analyzer/schema';
import { bindPlan } from '../apply/bind-plan';
import { encodeCell } from '../cells/json-cell';
import { type CorrectionData, cellOf } from '../data';
import { addEvidence } from '../evidence/lazy';
import { EvidenceLog } from '../evidence/packed';
import type { AnsweredIssue, CorrectionPlan, Flag, Proposal } from '../model/plan';
import type { Finding } from './context';
import { proposalId } from './proposal-id';

/** What a plan is told besides its findings. */
export interface PlanFacts {
  readonly createdAt: string;
  readonly threshold: number;
  readonly tickers: readonly (string | null)[];
  /** The issue of a cell, for a flag; for a proposal, the one that its new value answers. */
  readonly answers: (row: number, field: string, to?: CellValue) => AnsweredIssue | null;
}

type Writable<Line> = { -readonly [Name in keyof Line]: Line[Name] };

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
    if (isSame(from, to)) continue;
    const ticker = facts.tickers[row] ?? null;
    // Properties in their order, one by one: there may be many lines, and copying would take most of the time.
    if (rule !== null && confidence >= facts.threshold && isPlain(from) && isPlain(to)) {
      const id = proposalId(row, ticker, field, from, to, rule);
      const head = { id, row, ticker, field, from, to, rule, confidence };
      const line: Writable<Proposal> = addEvidence(head, log.pack(evidence)) as Proposal;
      line.alternatives = alternatives;
      line.answers = facts.answers(row, field, to);
      line.group = group;
      proposals.push(line);
    } else {
      const head = { row, ticker, field, from: shown(from), to: shown(to), rule, confidence };
      const line: Writable<Flag> = addEvidence(head, log.pack(evidence)) as Flag;
      line.alternatives = alternatives;
      line.answers = facts.answers(row, field);
      flagged.push(line);
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

/** Equal, but for what dividing and multiplying again does to the last bits of a number. */
function isSame(from: CellValue, to: CellValue): boolean {
  return (
    Object.is(from, to) ||
    (typeof from === 'number' && typeof to === 'number' && Math.abs(from - to) < 1e-14 * Math.abs(from))
  );
}

/** JSON keeps it as it is. The few numbers that it cannot keep are never proposed. */
function isPlain(value: CellValue): boolean {
  return typeof encodeCell(value) !== 'object' || value === null;
}

/** A flag is for reading: what JSON cannot keep is told as text. */
function shown(value: CellValue): CellValue {
  return isPlain(value) ? value : String(value);
}
