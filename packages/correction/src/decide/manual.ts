import type { CellValue } from '@stock-analyzer/schema';
import { bindPlan } from '../apply/bind-plan';
import { encodeCell } from '../cells/json-cell';
import { type CorrectionData, cellOf, fieldsOf, tickerAt } from '../data';
import { CorrectionError } from '../errors';
import type { CorrectionPlan, Decision, Flag, Proposal } from '../model/plan';
import { proposalId } from '../propose/proposal-id';

/** A value that a person sets by hand. */
export interface ManualCorrection {
  /** The company, by its ticker in the data. */
  readonly ticker: string;
  readonly field: string;
  readonly to: CellValue;
  readonly by: string;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly reason: string;
}

/** A plan with what persons set by hand, and their decisions on it. */
export interface ManuallyCorrected {
  readonly plan: CorrectionPlan;
  readonly decisions: readonly Decision[];
}

/**
 * Adds values that persons set by hand to a plan: each becomes a proposal of rule `manual`, accepted by its
 * person, and goes through the same applying, journal and rolling back as every other. What the plan has on
 * the cell already becomes an alternative; if that was one of a group, the group's others are flagged.
 *
 * @throws CorrectionError `UNKNOWN_CELL` if no company, or more than one, has the ticker, or none the field;
 * `INVALID_OPTION` if the value is no finite number, text, boolean or null, or is the cell's already.
 * @example
 * ```ts
 * import { addManualCorrections, applyPlan, proposeCorrections } from '@stock-analyzer/correction';
 * import { companySchema, rowsToTable } from '@stock-analyzer/schema';
 *
 * const table = rowsToTable([{ Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 78.1 }]);
 * const made = proposeCorrections(table, [], { schema: companySchema });
 * const word = { by: 'Kim', at: '2025-10-10T09:00:00Z', reason: 'the filing says so' };
 * const correction = { ticker: 'NVDA', field: 'ROE (Fwd)', to: 79.43, ...word };
 * const { plan, decisions } = addManualCorrections(table, made, [correction]);
 * const { journal } = applyPlan(table, plan, decisions);
 * journal.entries.map(({ rule, from, to, by }) => [rule, from, to, by]); // → [['manual', 78.1, 79.43, 'Kim']]
 * ```
 */
export function addManualCorrections(
  data: CorrectionData,
  plan: CorrectionPlan,
  corrections: readonly ManualCorrection[],
): ManuallyCorrected {
  const rows = rowsOf(data, new Set(corrections.map(({ ticker }) => ticker)));
  const lines = corrections.map((correction) => {
    const [row, twice] = rows.get(correction.ticker) ?? [];
    checkCorrection(data, correction, twice === undefined ? row : undefined);
    return { ...correction, row: row! };
  });
  return withManual(data, plan, lines);
}

/** The rows that have one of some tickers. */
export function rowsOf(data: CorrectionData, tickers: ReadonlySet<string>): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  const { rowCount } = fieldsOf(data);
  for (let row = 0; tickers.size > 0 && row < rowCount; row++) {
    const ticker = tickerAt(data, row);
    if (ticker !== null && tickers.has(ticker)) rows.set(ticker, [...(rows.get(ticker) ?? []), row]);
  }
  return rows;
}

/** {@link addManualCorrections} where the rows are known; of several values for one cell the last counts. */
export function withManual(
  data: CorrectionData,
  plan: CorrectionPlan,
  corrections: readonly (ManualCorrection & { readonly row: number })[],
): ManuallyCorrected {
  if (corrections.length === 0) return { plan, decisions: [] };
  const byCell = new Map(corrections.map((correction) => [cellKey(correction), correction]));
  const onCell = new Map([...plan.flagged, ...plan.proposals].map((line) => [cellKey(line), line]));
  const broken = new Set(
    plan.proposals.filter((line) => byCell.has(cellKey(line))).map(({ group }) => group),
  );
  const isFree = (line: Proposal | Flag) => !byCell.has(cellKey(line));
  const isWhole = ({ group }: Proposal) => group === null || !broken.has(group);
  const manual = [...byCell].map(([key, { row, ticker, field, to, by, at, reason }]) => {
    const from = cellOf(data, row, field) ?? null;
    const line = onCell.get(key);
    const proposal: Proposal = {
      id: proposalId(row, ticker, field, from, to, 'manual'),
      row,
      ticker,
      field,
      from,
      to,
      rule: 'manual',
      confidence: 1,
      evidence: [],
      alternatives: line && line.rule !== null ? [{ to: line.to, confidence: line.confidence }] : [],
      answers: line?.answers ?? null,
      group: null,
    };
    return { proposal, decision: { proposal: proposal.id, decision: 'accept', by, at, reason } as const };
  });
  const free = plan.proposals.filter(isFree);
  return {
    plan: bindPlan(data, {
      ...plan,
      proposals: [...free.filter(isWhole), ...manual.map(({ proposal }) => proposal)],
      flagged: [...plan.flagged.filter(isFree), ...free.filter((proposal) => !isWhole(proposal)).map(asFlag)],
    }),
    decisions: manual.map(({ decision }) => decision),
  };
}

function cellKey({ row, field }: { readonly row: number; readonly field: string }): string {
  return `${row} ${field}`;
}

function asFlag({ id, group, ...flag }: Proposal): Flag {
  return flag;
}

function checkCorrection(
  data: CorrectionData,
  { ticker, field, to }: ManualCorrection,
  row: number | undefined,
): void {
  const from = row === undefined ? undefined : cellOf(data, row, field);
  const isPlain = ['number', 'string', 'boolean'].includes(typeof to)
    ? encodeCell(to) === to && !Number.isNaN(to)
    : to === null;
  const problem =
    (from === undefined && 'is not in the data, or there twice') ||
    (!isPlain && 'cannot have this value') ||
    (Object.is(from, to) && 'has this value already');
  if (!problem) return;
  throw new CorrectionError({
    code: from === undefined ? 'UNKNOWN_CELL' : 'INVALID_OPTION',
    message: `A cell to correct by hand ${problem}`,
    place: { ...(row !== undefined && { row: row + 1 }), ticker, field },
    advice: 'Name one company by its ticker, one of its fields, and a value that differs.',
  });
}
