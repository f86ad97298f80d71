import type { Issue, IssueCode } from '@stock-analyzer/schema';
import { round } from '../numbers';
import type { ReportSummary, ValidationReport } from '../report';
import type { ScorePartName } from '../score/parts';
import type { QualityScore } from '../score/score';

/** A figure before and after. `change` is after − before. */
export interface FigureChange {
  readonly before: number;
  readonly after: number;
  readonly change: number;
}

/** What differs between two reports, as plain JSON. */
export interface ReportDiff {
  readonly before: Pick<ReportSummary, 'timestamp' | 'as_of'>;
  readonly after: Pick<ReportSummary, 'timestamp' | 'as_of'>;
  /** Figures of the summary that changed. */
  readonly figures: readonly ({ readonly figure: keyof ReportSummary } & FigureChange)[];
  /** Codes of which there are more or fewer. */
  readonly by_code: readonly ({ readonly code: IssueCode } & FigureChange)[];
  /** Points of the quality score, and what each part gave of them: those that changed. */
  readonly score: FigureChange & {
    readonly parts: readonly ({ readonly name: ScorePartName } & FigureChange)[];
  };
  /** Issues that are no more. */
  readonly gone: readonly Issue[];
  /** Issues that were not before. */
  readonly new: readonly Issue[];
  /** How many are in both. */
  readonly unchanged: number;
  /** Whether both reports list all their issues; else one that seems gone or new may only not be listed. */
  readonly exact: boolean;
}

/**
 * Compares two reports: of two weeks, or of a week before and after its corrections. An issue is the same if
 * ticker, field and code are; its row and its value may be others. Of issues without a ticker, which are about
 * a column or a row that has none, the row counts too.
 *
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { createValidator } from '@stock-analyzer/validator';
 * import { diffReports } from '@stock-analyzer/validator/reports';
 *
 * const { validate } = createValidator(companySchema);
 * const before = validate([{ Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 7943 }, { Ticker: 'AFMD' }]);
 * const after = validate([{ Ticker: 'AFMD' }, { Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43 }]);
 * const diff = diffReports(before, after);
 * diff.gone.map(({ ticker, code }) => `${ticker} ${code}`); // → ['NVDA percentage_basis_points']
 * diff.new; // → []
 * diff.unchanged; // → 1
 * diff.score.change; // → 7.5
 * ```
 */
export function diffReports(before: ValidationReport, after: ValidationReport): ReportDiff {
  const open = new Map<string, Issue[]>();
  for (const issue of before.issues) {
    const same = open.get(keyOf(issue));
    if (same) same.push(issue);
    else open.set(keyOf(issue), [issue]);
  }
  const fresh = after.issues.filter((issue) => open.get(keyOf(issue))?.shift() === undefined);
  const gone = new Set([...open.values()].flat());
  return {
    before: when(before),
    after: when(after),
    figures: changes(numbersOf(before.summary), numbersOf(after.summary), 'figure'),
    by_code: changes(before.by_code, after.by_code, 'code'),
    score: {
      ...change(before.score.total, after.score.total),
      parts: changes(keptPoints(before.score), keptPoints(after.score), 'name'),
    },
    gone: before.issues.filter((issue) => gone.has(issue)),
    new: fresh,
    unchanged: after.issues.length - fresh.length,
    exact: [before, after].every(({ issues, issues_total }) => issues.length === issues_total),
  };
}

function keyOf({ ticker, row, field, code, rule }: Issue): string {
  return JSON.stringify([ticker ?? row, field, code, code === 'custom_rule' ? rule : undefined]);
}

function when({ summary: { timestamp, as_of } }: ValidationReport) {
  return { timestamp, as_of };
}

function numbersOf(summary: ReportSummary): Partial<Record<keyof ReportSummary, number>> {
  return Object.fromEntries(Object.entries(summary).filter(([, figure]) => typeof figure === 'number'));
}

/** What each part of a score gave to its total. */
export function keptPoints({ parts }: QualityScore): Partial<Record<ScorePartName, number>> {
  return Object.fromEntries(parts.map(({ name, weight, lost }) => [name, round(weight - lost)]));
}

export function change(before: number, after: number): FigureChange {
  return { before, after, change: round(after - before) };
}

/** Figures by name that are not the same in both; one that is in neither counts 0. */
function changes<Name extends string, Label extends string>(
  before: Partial<Record<Name, number>>,
  after: Partial<Record<Name, number>>,
  label: Label,
): (Record<Label, Name> & FigureChange)[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)] as Name[]);
  return [...names].flatMap((name) => {
    const figures = change(before[name] ?? 0, after[name] ?? 0);
    return figures.change === 0 ? [] : [{ [label]: name, ...figures } as Record<Label, Name> & FigureChange];
  });
}
