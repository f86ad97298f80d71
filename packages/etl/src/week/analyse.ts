import { applyPlan, type Journal, proposeCorrections } from '@stock-analyzer/correction';
import type { Dataset } from '@stock-analyzer/schema';
import {
  evaluateGate,
  type Findings,
  type GateResult,
  type ValidationReport,
} from '@stock-analyzer/validator';
import type { Workbook } from '../read/types';
import { listReleases, type ReleaseManifest } from '../release/release-folder';
import type { TransformResult } from '../transform/transform';
import { compareWeeks, type WeekComparison } from './compare';
import { decideWeek, type WeekDecisions } from './decide-week';
import { earlierScores, type WeekScore } from './earlier-scores';
import { weekConditions } from './gate';
import type { WeekOptions } from './options';
import { earlierWeeks } from './previous';
import { readSheets, transformSheets } from './read-week';
import type { SourceFile } from './source-file';
import type { Stopwatch } from './stopwatch';
import { weekValidator } from './week-validator';

/** What a week's bytes turned out to be, before anything is written. */
export interface WeekAnalysis extends WeekDecisions {
  readonly workbook: Workbook;
  readonly transformed: TransformResult;
  /** As read. */
  readonly before: ValidationReport;
  readonly journal: Journal;
  /** Corrected as decided. */
  readonly dataset: Dataset;
  /** What the check of the corrected data found. */
  readonly findings: Findings;
  /** The same as a report. */
  readonly report: ValidationReport;
  readonly gate: GateResult;
  readonly comparison: WeekComparison | null;
  readonly earlierScores: readonly WeekScore[];
  readonly releases: readonly ReleaseManifest[];
}

/** Reads, checks, corrects and judges a week. Writes nothing. */
export async function analyseWeek(
  source: SourceFile,
  options: WeekOptions,
  watch: Stopwatch,
): Promise<WeekAnalysis> {
  const { out } = options;
  const workbook = await watch.time('read', () => readSheets(source, options));
  const transformed = await watch.time('transform', () => transformSheets(source, workbook, options));
  const { dataset: raw } = transformed;
  const releases = await listReleases(out);
  const { earlier, validator } = await watch.time('earlier_weeks', async () => {
    const weeks = await earlierWeeks(out, releases, raw.asOf);
    const profile = { ...transformed.profile, schema: raw.schema };
    return { earlier: weeks, validator: weekValidator(profile, weeks) };
  });
  const previous = earlier.at(-1);
  const context = { issues: transformed.issues, earlier };
  const check = (data: Dataset) => {
    const findings = validator.check(data, context);
    return { findings, report: findings.toReport() };
  };
  const first = await watch.time('validate', () => check(raw));
  const before = first.report;

  const proposed = await watch.time('propose', () => proposeCorrections(raw, before.issues, { earlier }));
  const { sha256 } = source;
  const decided = await watch.time('decide', () => decideWeek(raw, proposed, { releases, sha256 }, options));
  const { plan, decisions } = decided;
  const { data: dataset, journal } = await watch.time('correct', () => applyPlan(raw, plan, decisions));
  const last = await watch.time('validate_again', () =>
    journal.hash_after === journal.hash_before ? first : check(dataset),
  );
  const report = withCorrected(last.report, before);
  const comparison = previous ? await watch.time('compare', () => compareWeeks(previous, dataset)) : null;
  const gate = evaluateGate(report, {
    ...options.gate,
    conditions: weekConditions({ transformed, report, plan, decisions, previous }),
  });
  return {
    workbook,
    transformed,
    before,
    ...decided,
    journal,
    dataset,
    findings: last.findings,
    report,
    gate,
    comparison,
    earlierScores: await earlierScores(out, releases, raw.asOf),
    releases,
  };
}

/** A report on corrected data tells how many of the format issues found before are gone. */
function withCorrected(after: ValidationReport, before: ValidationReport): ValidationReport {
  const corrected = before.summary.format_issues_found - after.summary.format_issues_found;
  return { ...after, summary: { ...after.summary, format_issues_corrected: corrected } };
}
