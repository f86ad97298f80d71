import type { CellValue } from '@stock-analyzer/schema';
import { editColumn } from '../cells/edit';
import { encodeCell } from '../cells/json-cell';
import { type CorrectionData, cellOf, columnOf } from '../data';
import { checkDecisions } from '../decide/check-decisions';
import { CorrectionError } from '../errors';
import { createHasher } from '../hash/hash';
import type { Journal, JournalColumn, JournalEntry } from '../model/journal';
import type { CorrectionPlan, Decision, Proposal } from '../model/plan';
import { byField, editData } from './cells';
import { marked } from './marks';

/** What {@link applyPlan} gives back. */
export interface Applied<Data extends CorrectionData> {
  /** The corrected data; the same object as was given if nothing had to change. */
  readonly data: Data;
  readonly journal: Journal;
}

/**
 * Applies the accepted proposals of a plan. Undecided and refused ones are left alone, and so is every
 * other cell. Where the data has some of the plan's proposals already, only the others are applied; if it
 * has all accepted ones, it is given back as it is, with an empty journal. A group (a swapped high and
 * low) is applied whole or not at all.
 *
 * A week also gets a quality mark for each corrected value, under the ticker that the company has afterwards;
 * proposals and journal entries name the one that it had. Of several decisions on one proposal, the last counts.
 *
 * @throws CorrectionError `WRONG_DATA` if the data is not what the plan was made for; `INVALID_PLAN` if the
 * plan contradicts itself; `UNKNOWN_PROPOSAL` if a decision is about a proposal that the plan has not.
 * @example
 * ```ts
 * import { applyPlan, decide, proposeCorrections } from '@stock-analyzer/correction';
 * import { companySchema, rowsToTable, tableToRows } from '@stock-analyzer/schema';
 *
 * const table = rowsToTable([{ Ticker: 'NVDA', corpName: 'NVIDIA', exchange: 'Nasdaq' }]);
 * const plan = proposeCorrections(table, [], { schema: companySchema });
 * const yes = { decision: 'accept', by: 'Kim', at: '2025-10-10T09:00:00Z', reason: 'spelling' } as const;
 * const { data, journal } = applyPlan(table, plan, decide(plan, {}, yes));
 * tableToRows(data)[0]?.exchange; // → 'NASDAQ'
 * journal.entries.length; // → 1
 * ```
 */
export function applyPlan<Data extends CorrectionData>(
  data: Data,
  plan: CorrectionPlan,
  decisions: readonly Decision[],
): Applied<Data> {
  const hash = createHasher();
  const found = hash(data);
  if (found !== plan.hash_before) assertPartlyApplied(data, plan, hash);

  const accepted = acceptedBy(plan, decisions);
  const pending = plan.proposals.filter(
    (proposal) =>
      accepted.has(proposal.id) && !Object.is(cellOf(data, proposal.row, proposal.field), proposal.to),
  );
  checkProposals(data, pending);

  const edits = byField(pending, ({ to }) => to);
  const corrected = editData(data, edits, editColumn);
  const entries = pending.map((proposal) => entryOf(proposal, accepted.get(proposal.id)!));
  const result = pending.length === 0 ? data : marked(corrected, entries);
  const after = hash(result);
  if (accepted.size === plan.proposals.length && after !== plan.hash_after) {
    throw new CorrectionError({
      code: 'INVALID_PLAN',
      message: 'Applying every proposal of the plan does not give the data that the plan promises',
      advice: 'The plan was edited or cut off: make a new one.',
    });
  }
  return {
    data: result,
    journal: {
      version: 1,
      as_of: plan.as_of,
      hash_before: found,
      hash_after: after,
      entries,
      columns: [...edits.keys()].map((field) => columnChange(data, corrected, field)),
    },
  };
}

/** Data that is not the plan's must become it once the plan's own changes are taken out. */
function assertPartlyApplied(
  data: CorrectionData,
  plan: CorrectionPlan,
  hash: (data: CorrectionData) => string,
): void {
  const present = plan.proposals.filter(({ row, field, to }) => Object.is(cellOf(data, row, field), to));
  const edits = byField(present, ({ from }) => from);
  if (present.length > 0 && hash(editData(data, edits, editColumn)) === plan.hash_before) return;
  throw new CorrectionError({
    code: 'WRONG_DATA',
    message: `The plan was made for other data (hash ${plan.hash_before.slice(0, 12)}…)`,
    advice: 'Make a plan for this data with proposeCorrections.',
  });
}

/** Accepted proposals and the decision on each, without those whose group is not accepted whole. */
function acceptedBy(plan: CorrectionPlan, decisions: readonly Decision[]): Map<string, Decision> {
  checkDecisions(plan, decisions);
  const last = new Map(decisions.map((decision) => [decision.proposal, decision]));
  const isAccepted = ({ id }: Proposal) => last.get(id)?.decision === 'accept';
  const broken = new Set(
    plan.proposals.flatMap((proposal) =>
      proposal.group !== null && !isAccepted(proposal) ? [proposal.group] : [],
    ),
  );
  const accepted = new Map<string, Decision>();
  for (const proposal of plan.proposals) {
    if (isAccepted(proposal) && (proposal.group === null || !broken.has(proposal.group)))
      accepted.set(proposal.id, last.get(proposal.id)!);
  }
  return accepted;
}

function checkProposals(data: CorrectionData, proposals: readonly Proposal[]): void {
  const cells = new Set<string>();
  for (const { id, row, field, from, to, ticker } of proposals) {
    const cell = `${row} ${field}`;
    const problem =
      (cells.has(cell) && 'changes a cell that another proposal changes too') ||
      (!isCell(to) && 'has a value that no cell can hold') ||
      (!Object.is(cellOf(data, row, field), from) && 'does not start from the value that the cell has');
    if (problem) {
      throw new CorrectionError({
        code: 'INVALID_PLAN',
        message: `Proposal "${id}" ${problem}`,
        place: { row: row + 1, field, ...(ticker !== null && { ticker }) },
        advice: 'The plan was edited or cut off: make a new one.',
      });
    }
    cells.add(cell);
  }
}

function isCell(value: unknown): value is CellValue {
  return (
    value === null ||
    ['string', 'boolean'].includes(typeof value) ||
    (typeof value === 'number' && !Number.isNaN(value))
  );
}

function entryOf(proposal: Proposal, { by, at, reason }: Decision): JournalEntry {
  const { id, row, ticker, field, rule, confidence } = proposal;
  const cells = { from: encodeCell(proposal.from), to: encodeCell(proposal.to) };
  const answers = proposal.answers?.code ?? null;
  return { id, row, ticker, field, ...cells, rule, confidence, answers, by, at, reason };
}

function columnChange(before: CorrectionData, after: CorrectionData, field: string): JournalColumn {
  const old = columnOf(before, field)!;
  const { type } = columnOf(after, field)!;
  const dictionary =
    old.type !== 'string' ? null : type === 'string' ? old.dictionary.length : [...old.dictionary];
  return { field, type_before: old.type, type_after: type, dictionary };
}
