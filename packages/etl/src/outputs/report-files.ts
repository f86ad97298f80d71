import type { ReleaseFile } from '../release/release-folder';
import type { WeekAnalysis } from '../week/analyse';
import type { RunRecord } from '../week/run-record';

/** The quality report in its three forms. Loads what draws it only when there is one to be drawn. */
export async function reportFiles(analysis: WeekAnalysis, run: RunRecord): Promise<ReleaseFile[]> {
  const { qualityReportJson, qualityReportMarkdown, renderQualityReport } = await import('../report/index');
  const input = { ...analysis, run, quarantine: analysis.transformed.quarantine };
  return [
    { path: 'quality_report.html', data: renderQualityReport(input, { language: 'en' }), fixed: true },
    { path: 'quality_report.json', data: qualityReportJson(input), fixed: true },
    { path: 'quality_report.md', data: qualityReportMarkdown(input, { language: 'en' }), fixed: true },
  ];
}
