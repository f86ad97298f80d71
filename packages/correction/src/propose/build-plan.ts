import type { CellValue, ColumnTable } from '@stock-analyzer/schema';
import { cellAt } from '@stock-analyzer/schema';
import { byField, editTable } from '../apply/cells';
import { editColumn } from '../cells/edit';
import { encodeCell } from '../cells/json-cell';
import { type CorrectionData, fieldsOf, isDataset, withFields } from '../data';
import { createHasher } from '../hash/hash';
import type { AnsweredIssue, CorrectionPlan, Flag, Proposal } from '../model/plan';
import type { Finding } from './context';
import { proposalId } from './proposal-id';

/** What a plan is told besides its findings. */
export interface PlanFacts {
  readonly createdAt: string;
  readonly threshold: number;
  readonly tickers: readonly (string | null)[];
  readonly answers: (row: number, field: string) => AnsweredIssue | null;
}

/**
 * Findings as a plan: those sure enough become proposals, the others flags. At most one finding a cell.
 */
export function buildPlan(
  data: CorrectionData,
  findings: readonly Finding[],
  facts: PlanFacts,
  flags: readonly Flag[] = [],
): CorrectionPlan {
  const table = fieldsOf(data);
  const proposals: Proposal[] = [];
  const flagged: Flag[] = [...flags];
  for (const { row, field, to, rule, confidence, evidence, alternatives, group } of findings) {
    const from = cellAt(table.byName.get(field)!, row);
    const ticker = facts.tickers[row] ?? null;
    const answers = facts.answers(row, field);
    if (confidence >= facts.threshold && isPlain(from) && isPlain(to)) {
      const id = proposalId(row, ticker, field, from, to, rule);
      proposals.push({
        id,
        row,
        ticker,
        field,
        from,
        to,
        rule,
        confidence,
        evidence,
        alternatives,
        answers,
        group,
      });
    } else {
      const cells = { from: shown(from), to: shown(to) };
      flagged.push({ row, ticker, field, ...cells, rule, confidence, evidence, alternatives, answers });
    }
  }
  sortByCell(proposals, table);
  sortByCell(flagged, table);
  const hash = createHasher();
  const edits = byField(proposals.map(({ row, field, to }) => ({ row, field, value: to })));
  return {
    version: 1,
    created_at: facts.createdAt,
    as_of: isDataset(data) ? data.asOf : null,
    hash_before: hash(data),
    hash_after: hash(withFields(data, editTable(table, edits, editColumn))),
    threshold: facts.threshold,
    proposals,
    flagged,
  };
}

/** JSON keeps it as it is. The few numbers that it cannot keep are never proposed. */
function isPlain(value: CellValue): boolean {
  return typeof encodeCell(value) !== 'object' || value === null;
}

/** A flag is for reading: what JSON cannot keep is told as text. */
function shown(value: CellValue): CellValue {
  return isPlain(value) ? value : String(value);
}

/** By row, then in the order of the columns. */
function sortByCell(lines: (Flag | Proposal)[], table: ColumnTable): void {
  const place = new Map(table.columns.map(({ name }, index) => [name, index]));
  const key = ({ row, field }: Flag | Proposal) => row * table.columns.length + place.get(field)!;
  const keys = new Map(lines.map((line) => [line, key(line)]));
  lines.sort((a, b) => keys.get(a)! - keys.get(b)!);
}
