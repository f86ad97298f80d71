import type { ReleaseFile } from '../release/release-folder';
import type { WeekAnalysis } from '../week/analyse';
import type { RunRecord } from '../week/run-record';

/** The quality report in its three forms. */
export async function reportFiles(analysis: WeekAnalysis, run: RunRecord): Promise<ReleaseFile[]> {
  const report = { run, report: analysis.report };
  return [{ path: 'quality_report.json', data: JSON.stringify(report), fixed: true }];
}
