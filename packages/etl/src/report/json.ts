import type { Flag, Proposal } from '@stock-analyzer/correction';
import { cellPlaces } from './figures/cell-places';
import type { QualityReportInput } from './input';

/**
 * The quality report as JSON, for programs: the figures first, under the names that they have everywhere, then
 * everything that the page shows, uncut. Proposals and flags tell the company, unit and source cell beside.
 */
export function qualityReportJson(input: QualityReportInput): string {
  const {
    run,
    dataset,
    before,
    report,
    plan,
    decisions,
    journal,
    gate,
    comparison,
    quarantine,
    earlierScores,
  } = input;
  const { issues, ...rest } = report;
  const placeOf = cellPlaces(dataset);
  const withPlace = <Line extends Proposal | Flag>(line: Line) => ({ ...line, ...placeOf(line) });
  const head = JSON.stringify(
    {
      run_id: run.run_id,
      release_id: run.release_id,
      status: run.status,
      as_of: dataset.asOf,
      month: dataset.month,
      source: run.source,
      ...rest,
      before: {
        summary: before.summary,
        by_code: before.by_code,
        score: before.score,
        issues_total: before.issues_total,
      },
      gate,
      sheets: run.sheets,
      totals: run.totals,
      corrections: run.corrections,
      comparison,
      earlier_scores: earlierScores,
      quarantine,
    },
    null,
    2,
  );
  // One record a line: a week has thousands, and any diff tool can compare two weeks.
  const lines = (name: string, list: readonly unknown[]) =>
    `${JSON.stringify(name)}: [\n${list.map((each) => JSON.stringify(each)).join(',\n')}\n]`;
  return `${head.slice(0, -2)},
${[
  lines('issues', issues),
  lines('proposals', plan.proposals.map(withPlace)),
  lines('flagged', plan.flagged.map(withPlace)),
  lines('decisions', decisions),
  lines('decision_notes', run.decision_notes),
  lines('journal', journal.entries),
].join(',\n')}
}
`;
}
