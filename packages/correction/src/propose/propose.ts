import { cellAt, type Issue, type Row, type Schema } from '@stock-analyzer/schema';
import type { Findings as ValidatorFindings } from '@stock-analyzer/validator';
import { asData, type CorrectionData, columnsOf, isDataset } from '../data';
import { detectColumnScale } from '../detectors/column-scale/column-scale';
import { detectScale } from '../detectors/scale/scale';
import { structuralDetectors } from '../detectors/structural';
import { CorrectionError } from '../errors';
import type { CorrectionPlan, Flag } from '../model/plan';
import { buildPlan, type PlanFacts } from './build-plan';
import { createContext, type Detector, type DetectorContext, type Finding } from './context';
import { FindingsByCell } from './findings-by-cell';
import { REVIEWED } from './issue-finder';
import { IssuePlaces } from './issue-places';
import { resolves } from './resolves';
import { PROPOSE_CONFIDENCE } from './thresholds';

/** Options of {@link proposeCorrections}. */
export interface ProposeOptions {
  /** Approved earlier weeks, oldest first: the best evidence there is. Two or more are better than one. */
  readonly earlier?: readonly (CorrectionData | readonly Row[])[];
  /** Required for a bare table; a week brings its own. */
  readonly schema?: Schema;
  /** Confidence from which a correction is proposed, 0.5 to 1; default 0.6. Below it, it is flagged. */
  readonly threshold?: number;
  /** Leave out what answers none of the given issues. Default false. */
  readonly onlyIssues?: boolean;
  /** ISO 8601 instant of the plan; default now. */
  readonly createdAt?: string;
}

/** In this order each sees the data as those before it would have it: columns, texts and places, then numbers. */
const detectors: readonly Detector[] = [detectColumnScale, ...structuralDetectors, detectScale];

/**
 * Looks for values that are wrong in a way that can be undone, and weighs what speaks for and against each
 * correction: the field's ranges, last week's value, formulas that tie the value to others of its row, and
 * the peers of its industry. What is sure enough is proposed; what is not is flagged for a person. Nothing
 * is changed.
 *
 * Confidence is the sum of the evidence's log-odds (with the prior's, which says how rare the error is)
 * as a probability, shared among the readings that were weighed.
 *
 * @param data A week, or a table of companies under the schema's display names, percentages in percent.
 * @param issues What the validator found (its findings, its whole report, or the issues): proposals say which issue they answer, and
 * cells of impossible values are flagged at least.
 * @throws CorrectionError `INVALID_OPTION` if a bare table comes without a schema, or the threshold is out of
 * its range.
 * @example
 * ```ts
 * import { proposeCorrections } from '@stock-analyzer/correction';
 * import { companySchema, rowsToTable } from '@stock-analyzer/schema';
 *
 * const table = rowsToTable([{ Ticker: 'NVDA', 'PER (Oct-25)': 46.45, 'PBR (Oct-25)': 35.72, 'ROE (Fwd)': 7943 }]);
 * const lastWeek = rowsToTable([{ Ticker: 'NVDA', 'ROE (Fwd)': 79.1 }]);
 * const plan = proposeCorrections(table, [], { schema: companySchema, earlier: [lastWeek] });
 * plan.proposals.map(({ field, from, to }) => [field, from, to]); // → [['ROE (Fwd)', 7943, 79.43]]
 * ```
 */
export function proposeCorrections(
  data: CorrectionData,
  issues: readonly Issue[] | { readonly issues: readonly Issue[] } | ValidatorFindings,
  options: ProposeOptions = {},
): CorrectionPlan {
  const { threshold = PROPOSE_CONFIDENCE, earlier = [], createdAt = new Date().toISOString() } = options;
  const schema = options.schema ?? (isDataset(data) ? data.schema : undefined);
  checkOptions(schema, threshold);
  const list = new IssuePlaces(issues);
  const context = createContext(data, list, schema, earlier.map(asData), threshold);

  const findings = surestByCell(context, data);
  const flags = unexplained(context, list, findings);
  const facts = { createdAt, threshold, tickers: context.tickers, answers: answersOf(context) };
  return buildPlan(data, options.onlyIssues ? answering(findings, context) : findings.taken(), facts, flags);
}

/** The issue of a cell; with a new value for it, only an issue that this value is free of. */
function answersOf({ fields, issueOf }: DetectorContext): PlanFacts['answers'] {
  const definitions = new Map(fields.map(({ field, column }) => [column.name, field]));
  return (row, field, to) => {
    const issue = issueOf(row, field);
    return issue && (to === undefined || resolves(definitions.get(field), issue.code, to)) ? issue : null;
  };
}

function checkOptions(schema: Schema | undefined, threshold: number): asserts schema is Schema {
  if (!schema) {
    throw new CorrectionError({
      code: 'INVALID_OPTION',
      message: 'A bare table does not say what its fields mean',
      advice: 'Give options.schema, for example companySchema.',
    });
  }
  if (!(threshold >= 0.5 && threshold <= 1)) {
    throw new CorrectionError({
      code: 'INVALID_OPTION',
      message: `The threshold is ${threshold}`,
      advice: 'Give a confidence between 0.5 and 1.',
    });
  }
}

/** Findings in cells that have an issue. */
function* answering(findings: FindingsByCell, { issueOf }: DetectorContext): Generator<Finding> {
  for (const finding of findings.taken()) if (issueOf(finding.row, finding.field)) yield finding;
}

/** One finding a cell: the surest, but a later one that is sure enough is of what an earlier one put in. */
function surestByCell(context: DetectorContext, data: CorrectionData): FindingsByCell {
  const names = columnsOf(data).map(({ name }) => name);
  const places = new Map(names.map((name) => [name, names.indexOf(name)]));
  const findings = new FindingsByCell(context.rowCount, places);
  const chosen = (finding: Finding, known: Finding | undefined): Finding => {
    const isKnown = known && known.rule !== 'column_scale';
    if (isKnown && finding.confidence <= known.confidence && !isSure(finding, context)) return known;
    const confidence =
      isKnown && isSure(finding, context)
        ? Math.min(finding.confidence, known.confidence)
        : finding.confidence;
    const evidence = context.told.pack(finding.evidence);
    const isKept = evidence === finding.evidence && confidence === finding.confidence;
    return isKept ? finding : { ...finding, confidence, evidence };
  };
  for (const detect of detectors) for (const finding of detect(context)) findings.put(finding, chosen);
  return findings;
}

function isSure({ rule, confidence }: Finding, { threshold }: DetectorContext): boolean {
  return rule !== null && confidence >= threshold;
}

/** Cells that cannot be right and for which no correction was found. */
function unexplained(
  { columns, table, tickers, settled }: DetectorContext,
  issues: IssuePlaces,
  findings: FindingsByCell,
): Flag[] {
  const seen = new Set<string>();
  const flags: Flag[] = [];
  const isReviewed = issues.codeNames.map((code) => REVIEWED.has(code));
  for (let index = 0; index < issues.count; index++) {
    const row = issues.rows[index]!;
    if (!isReviewed[issues.codes[index]!] || row < 0 || row >= table.rowCount) continue;
    const field = issues.fieldAt(index);
    const column = field === null ? undefined : columns.get(field);
    // Of a row that is no company one flag says all.
    if (!column || settled.get(row) === null) continue;
    if (findings.at(row, column.name)) continue;
    const cell = `${row} ${column.name}`;
    if (seen.has(cell)) continue;
    seen.add(cell);
    const known = { row, ticker: tickers[row] ?? null, field: column.name, from: cellAt(column, row) };
    flags.push({
      ...known,
      to: null,
      rule: null,
      confidence: 0,
      evidence: [],
      alternatives: [],
      answers: { code: issues.codeAt(index), index },
    });
  }
  return flags;
}
