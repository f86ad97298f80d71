import type { QualityReportInput } from './input';

/**
 * The quality report as JSON, for programs: the figures first, under the names that they have everywhere, then
 * everything that the page shows, uncut.
 */
export function qualityReportJson(input: QualityReportInput): string {
  const { run, dataset, before, report, plan, decisions, journal, gate, comparison, quarantine } = input;
  const { issues, ...rest } = report;
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
  lines('proposals', plan.proposals),
  lines('flagged', plan.flagged),
  lines('decisions', decisions),
  lines('decision_notes', run.decision_notes),
  lines('journal', journal.entries),
].join(',\n')}
}
`;
}
