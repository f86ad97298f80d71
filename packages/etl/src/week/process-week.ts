import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CorrectionPlan, Journal } from '@stock-analyzer/correction';
import type { Dataset } from '@stock-analyzer/schema';
import type { GateResult, ValidationReport } from '@stock-analyzer/validator';
import { EtlError } from '../errors';
import { releaseFiles } from '../outputs/release-files';
import { reportFiles } from '../outputs/report-files';
import { sha256Hex, writeFileAtomic } from '../release/atomic-file';
import { inLockedFolder } from '../release/locked-folder';
import { type PublishStep, publishRelease, recover } from '../release/publish';
import { type ReleaseManifest, readCurrent } from '../release/release-folder';
import type { QuarantinedRow } from '../transform/quarantine';
import type { ParsedSheet } from '../transform/sheet';
import { toolkitVersion } from '../version';
import { analyseWeek, type WeekAnalysis } from './analyse';
import type { WeekComparison } from './compare';
import { forgetWeek, rememberWeek } from './decide-week';
import { makeRunRecord } from './make-run-record';
import type { WeekOptions } from './options';
import type { RunRecord, RunStatus } from './run-record';
import { openSource, type SourceFile } from './source-file';
import { Stopwatch } from './stopwatch';

/** What {@link processWeek} gives back: the week, what was found in it, and where it was written. */
export interface WeekResult {
  readonly status: RunStatus;
  readonly run: RunRecord;
  /** The companies, corrected as decided. */
  readonly dataset: Dataset;
  /** Every sheet that the profile wants, with the columns that it really has. */
  readonly sheets: readonly ParsedSheet[];
  readonly quarantine: readonly QuarantinedRow[];
  /** The report on the corrected data. */
  readonly report: ValidationReport;
  readonly plan: CorrectionPlan;
  readonly journal: Journal;
  readonly gate: GateResult;
  readonly comparison: WeekComparison | null;
  /** Folder of the release; null if the run was held or failed. */
  readonly releaseFolder: string | null;
  /** Folder of the run record and, for a run that made no release, its report and plan. An unchanged run makes none. */
  readonly runFolder: string;
}

/**
 * The weekly job: a workbook in; checked, corrected and documented data out, as one release.
 *
 * Reads the sheets that the profile wants, maps them to companies, validates them, proposes corrections,
 * applies those that are decided, judges the result at the quality gate and, if it passes, publishes: static
 * JSON, CSV, the SQLite database and the quality report, behind `current.json`. Readers see the old release or
 * the new one. A run that dies at any point leaves the old release whole; the next run finishes or undoes what
 * it left. The same bytes again change nothing; an older week is kept as history.
 *
 * @param input path of a workbook, or its bytes.
 * @throws EtlError what {@link readWorkbook} and {@link transformWorkbook} throw; `LOCKED` while another run
 * writes to the folder; `UNWRITABLE` if the folder cannot be written, or is full; `DAMAGED_OUTPUT` if what
 * it holds is damaged; `ABORTED` if the signal came before readers were pointed to the new release (after
 * that the run finishes).
 *
 * @example
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { processWeek } from '@stock-analyzer/etl';
 *
 * const csv = 'Ticker,Corp,Exchange,ROE (Fwd),45940\nNVDA,NVIDIA,NASDAQ,0.7944,5.93\n';
 * const out = await mkdtemp(join(tmpdir(), 'week-'));
 * const { status, dataset, run } = await processWeek(new TextEncoder().encode(csv), {
 *   out,
 *   name: 'M_Company.csv',
 *   gate: { fieldCoverage: null }, // One sheet alone has not all fields that the profile maps.
 * });
 * status; // → 'published'
 * dataset.asOf; // → '2025-10-10'
 * run.totals.rows_published; // → 1
 * ```
 */
export async function processWeek(input: string | Uint8Array, options: WeekOptions): Promise<WeekResult> {
  const startedAt = new Date();
  const watch = new Stopwatch((step) => {
    if (!FINISHING.has(step)) throwIfAborted(options.signal);
    options.onProgress?.({ step });
  });
  const { out } = options;
  const source = await watch.time('open', () => openSource(input, options));
  return inLockedFolder(out, async () => {
    await watch.time('recover', () => recover(out));
    const analysis = await analyseWeek(source, options, watch);
    try {
      return await conclude(source, analysis, options, startedAt, watch);
    } catch (error) {
      // Takes half a release away at once: on a full disk it would be in its own way. What this cannot mend
      // (the disk may have become read-only), the next run will.
      await recover(out).catch(() => {});
      throw error;
    }
  });
}

/** Once readers are pointed to the new release, stopping halfway would show them two. */
const FINISHING: ReadonlySet<string> = new Set<PublishStep>(['database_release', 'fixed_files']);

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw new EtlError({
    code: 'ABORTED',
    message: 'The run was aborted; nothing was released',
    retryable: true,
    cause: signal.reason,
  });
}

async function conclude(
  source: SourceFile,
  analysis: WeekAnalysis,
  options: WeekOptions,
  startedAt: Date,
  watch: Stopwatch,
): Promise<WeekResult> {
  const { out } = options;
  const runId = `${compactTime(startedAt)}-${randomBytes(3).toString('hex')}`;
  const fingerprint = fingerprintOf(source, analysis);
  const releaseId = `${analysis.dataset.asOf}-${fingerprint.slice(0, 8)}`;
  const current = await readCurrent(out);
  const status = statusOf(analysis, options, releaseId, current);
  const record = (releasedAs: RunStatus) =>
    makeRunRecord({
      runId,
      status: releasedAs,
      releaseId,
      fingerprint,
      source,
      analysis,
      options,
      startedAt,
      watch,
    });

  // First of all: a decision holds whatever becomes of the run that it was made in.
  const memory = status === 'failed' ? analysis.memory : await rememberWeek(out, analysis);
  const runFolder = join(out, 'runs', runId);
  let release: ReleaseManifest | undefined;
  if (status === 'published' || status === 'history') {
    const createdAt = new Date().toISOString();
    const stamp = { release_id: releaseId, generated_at: createdAt };
    release = await publishRelease(out, {
      release: {
        release_id: releaseId,
        as_of: analysis.dataset.asOf,
        month: analysis.dataset.month,
        companies: analysis.dataset.fields.rowCount,
        fingerprint,
        created_at: createdAt,
      },
      files: releaseFiles(analysis, record(status), stamp),
      dataset: analysis.dataset,
      asHistory: status === 'history',
      step: (name, work) => watch.time(name, work),
    });
  }
  const run = record(status);
  if (status !== 'unchanged') {
    await mkdir(runFolder, { recursive: true });
    if (!release) {
      for (const file of await reportFiles(analysis, run))
        await writeFileAtomic(join(runFolder, file.path), file.data);
      await writeFileAtomic(join(runFolder, 'plan.json'), `${JSON.stringify(analysis.plan, null, 2)}\n`);
    }
    await writeFileAtomic(join(runFolder, 'run.json'), `${JSON.stringify(run, null, 2)}\n`);
  }
  if (status === 'published') await forgetWeek(out, memory, analysis);
  const { transformed, dataset, report, plan, journal, gate, comparison } = analysis;
  return {
    status,
    run,
    dataset,
    sheets: transformed.sheets,
    quarantine: transformed.quarantine,
    report,
    plan,
    journal,
    gate,
    comparison,
    releaseFolder: run.release_id ? join(out, 'releases', run.release_id) : null,
    runFolder,
  };
}

function statusOf(
  analysis: WeekAnalysis,
  options: WeekOptions,
  releaseId: string,
  current: { readonly release_id: string; readonly as_of: string } | undefined,
): RunStatus {
  const { gate, dataset, releases } = analysis;
  if (gate.outcome === 'fail') return 'failed';
  // An approval is a word on what was seen: a proposal that nobody decided was not.
  const undecided = analysis.plan.proposals.length - analysis.decisions.length;
  if (gate.outcome === 'hold' && (!options.approval || undecided > 0)) return 'held';
  const isOlder = current !== undefined && dataset.asOf < current.as_of;
  const isThere = releases.some((release) => release.release_id === releaseId);
  if (isThere && (isOlder || current?.release_id === releaseId)) return 'unchanged';
  return isOlder ? 'history' : 'published';
}

/** Equal for runs that would publish the same release: the same bytes, read and corrected alike. */
function fingerprintOf(source: SourceFile, { journal, transformed }: WeekAnalysis): string {
  const { profile } = transformed.dataset.provenance;
  return sha256Hex(JSON.stringify([source.sha256, profile, journal.hash_after, toolkitVersion]));
}

/** `20251010T093000Z`: sorts by time and is a file name everywhere. */
function compactTime(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d+/g, '');
}
