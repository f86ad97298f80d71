import { join } from 'node:path';
import {
  type CorrectionPlan,
  type Decision,
  decide,
  type ProposalSelector,
} from '@stock-analyzer/correction';
import { EtlError } from '../errors';
import { canonicalProfile } from '../profile/canonical';
import { isReleaseId, readJson } from '../release/release-folder';
import type { WeekOptions } from './options';
import { processWeek, type WeekResult } from './process-week';
import type { RunRecord } from './run-record';

/** A person's word on a run. */
export interface RunDecision {
  readonly by: string;
  readonly reason: string;
  /** The proposals to accept; the others are refused. Default: all. */
  readonly accept?: ProposalSelector;
  /** Where the source is now, if it was moved since. */
  readonly source?: string;
}

/**
 * Approves a held run: its source is processed again with the person's decisions on every proposal, and
 * published. What held it (as-of dates that disagree, a column's unit…) is accepted with it; what fails the
 * gate still fails.
 *
 * @throws EtlError `UNKNOWN_RUN` if there is no such held run; `SOURCE_CHANGED` if the file has other bytes
 * now; and what {@link processWeek} throws.
 * @example
 * ```ts
 * import { mkdtemp, writeFile } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { approveRun, processWeek } from '@stock-analyzer/etl';
 *
 * const out = await mkdtemp(join(tmpdir(), 'week-'));
 * const file = join(out, 'M_Company.csv');
 * await writeFile(file, 'Ticker,Corp,Exchange,ROE (Fwd),45940\nNVDA,NVIDIA,NASDAQ,0.7944,5.93\n');
 * const gate = { fieldCoverage: { limit: 99, otherwise: 'hold' } } as const;
 *
 * const held = await processWeek(file, { out, gate });
 * held.status; // → 'held'
 * const word = { by: 'Kim', reason: 'this source has one sheet only' };
 * const { status, run } = await approveRun(held.run.run_id, word, { out, gate });
 * status; // → 'published'
 * run.approval?.by; // → 'Kim'
 * ```
 */
export async function approveRun(
  runId: string,
  word: RunDecision,
  options: Omit<WeekOptions, 'decisions' | 'approval' | 'decide'>,
): Promise<WeekResult> {
  const { run, plan } = await heldRun(options.out, runId);
  const at = new Date().toISOString();
  const { by, reason } = word;
  const refused = decide(plan, {}, { decision: 'refuse', by, at, reason });
  const accepted = decide(plan, word.accept ?? {}, { decision: 'accept', by, at, reason });
  const acceptedIds = new Set(accepted.map(({ proposal }) => proposal));
  return again(run, word, {
    ...options,
    decisions: [...accepted, ...refused.filter(({ proposal }) => !acceptedIds.has(proposal))],
    approval: { by, at, reason },
  });
}

/**
 * Takes the corrections of a release back: its week is published again with the values that the source has.
 * The release itself stays as it is.
 *
 * @throws EtlError `UNKNOWN_RUN` if no release of that id has a run record; otherwise as {@link approveRun}.
 * @example
 * ```ts
 * import { mkdtemp, writeFile } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { processWeek, rollbackCorrections } from '@stock-analyzer/etl';
 *
 * const out = await mkdtemp(join(tmpdir(), 'week-'));
 * const file = join(out, 'M_Company.csv');
 * await writeFile(file, 'Ticker,Corp,Exchange,ROE (Fwd),45940\nNVDA,NVIDIA,NASDAQ,0.7944,5.93\n');
 *
 * const options = { out, gate: { fieldCoverage: null } };
 * const { run } = await processWeek(file, options);
 * const word = { by: 'Kim', reason: 'the filings say otherwise' };
 * const { status, journal } = await rollbackCorrections(run.release_id!, word, options);
 * status; // → 'unchanged'
 * journal.entries; // → []
 * ```
 */
export async function rollbackCorrections(
  releaseId: string,
  word: Omit<RunDecision, 'accept'>,
  options: Omit<WeekOptions, 'decisions' | 'approval' | 'decide' | 'policy'>,
): Promise<WeekResult> {
  const run = isReleaseId(releaseId)
    ? await readJson<RunRecord>(join(options.out, 'releases', releaseId, 'run.json'))
    : undefined;
  if (!run) throw unknownRun(options.out, releaseId, 'release');
  const at = new Date().toISOString();
  const { by, reason } = word;
  const decisions = run.decisions.map(
    ({ proposal }): Decision => ({ proposal, decision: 'refuse', by, at, reason }),
  );
  return again(run, word, { ...options, decisions, approval: { by, at, reason } });
}

/** The record and the plan of a held run. @throws EtlError `UNKNOWN_RUN` */
async function heldRun(
  out: string,
  runId: string,
): Promise<{ readonly run: RunRecord; readonly plan: CorrectionPlan }> {
  const folder = join(out, 'runs', runId);
  const run = isReleaseId(runId) ? await readJson<RunRecord>(join(folder, 'run.json')) : undefined;
  const plan = run?.status === 'held' ? await readJson<CorrectionPlan>(join(folder, 'plan.json')) : undefined;
  if (!run || !plan) throw unknownRun(out, runId, 'held run');
  return { run, plan };
}

async function again(
  run: RunRecord,
  word: { readonly source?: string },
  options: WeekOptions,
): Promise<WeekResult> {
  const path = word.source ?? run.source.path;
  if (path === null) {
    throw new EtlError({
      code: 'UNREADABLE',
      message: `Run ${run.run_id} was made from bytes without a path`,
      advice: 'Name the file that holds them.',
    });
  }
  return processWeek(path, {
    ...(run.source.profile === canonicalProfile.id && { profile: canonicalProfile }),
    asOf: run.as_of.date,
    ...options,
    ...(run.source.sha256 !== null && { expectedSha256: run.source.sha256 }),
  });
}

function unknownRun(out: string, id: string, what: string): EtlError {
  return new EtlError({
    code: 'UNKNOWN_RUN',
    message: `There is no ${what} "${id}" in ${out}`,
    advice: 'The run record in the runs folder has the id and the status of each run.',
  });
}
