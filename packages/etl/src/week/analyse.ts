import { applyPlan, type Journal, proposeCorrections } from '@stock-analyzer/correction';
import type { Dataset } from '@stock-analyzer/schema';
import {
  createValidator,
  evaluateGate,
  type GateResult,
  type ValidationReport,
} from '@stock-analyzer/validator';
import type { Workbook } from '../read/types';
import { listReleases, type ReleaseManifest } from '../release/release-folder';
import type { TransformResult } from '../transform/transform';
import { compareWeeks, type WeekComparison } from './compare';
import { decideWeek, type WeekDecisions } from './decide-week';
import { weekConditions } from './gate';
import type { WeekOptions } from './options';
import { previousWeek } from './previous';
import { readSheets, transformSheets } from './read-week';
import type { SourceFile } from './source-file';
import type { Stopwatch } from './stopwatch';

/** What a week's bytes turned out to be, before anything is written. */
export interface WeekAnalysis extends WeekDecisions {
  readonly workbook: Workbook;
  readonly transformed: TransformResult;
  /** As read. */
  readonly before: ValidationReport;
  readonly journal: Journal;
  /** Corrected as decided. */
  readonly dataset: Dataset;
  /** Of the corrected data. */
  readonly report: ValidationReport;
  readonly gate: GateResult;
  readonly comparison: WeekComparison | null;
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
  const validator = createValidator(raw.schema);
  const before = await watch.time('validate', () => validator.validate(raw, { issues: transformed.issues }));

  const releases = await listReleases(out);
  const previous = await watch.time('previous_week', () => previousWeek(out, releases, raw.asOf));
  const proposed = await watch.time('propose', () =>
    proposeCorrections(raw, before.issues, { earlier: previous ? [previous] : [] }),
  );
  const { sha256 } = source;
  const decided = await watch.time('decide', () => decideWeek(raw, proposed, { releases, sha256 }, options));
  const { plan, decisions } = decided;
  const { data: dataset, journal } = await watch.time('correct', () => applyPlan(raw, plan, decisions));
  const report = await watch.time('validate_again', () =>
    withCorrected(validator.validate(dataset, { issues: transformed.issues }), before),
  );
  const comparison = previous ? await watch.time('compare', () => compareWeeks(previous, dataset)) : null;
  const gate = evaluateGate(report, {
    ...options.gate,
    conditions: weekConditions({ transformed, plan, decisions, previous }),
  });
  return {
    workbook,
    transformed,
    before,
    ...decided,
    journal,
    dataset,
    report,
    gate,
    comparison,
    releases,
  };
}

/** A report on corrected data tells how many of the format issues found before are gone. */
function withCorrected(after: ValidationReport, before: ValidationReport): ValidationReport {
  const corrected = before.summary.format_issues_found - after.summary.format_issues_found;
  return { ...after, summary: { ...after.summary, format_issues_corrected: corrected } };
}
