import { join } from 'node:path';
import {
  CorrectionError,
  type CorrectionPlan,
  type Decision,
  decide,
  decisionFile,
  type ProposalSelector,
  parseDecisions,
} from '@stock-analyzer/correction';
import { EtlError } from '../errors';
import { canonicalProfile } from '../profile/canonical';
import { isReleaseId, readJson } from '../release/release-folder';
import { readHeldRun, unknownRun } from './held-run';
import type { WeekOptions } from './options';
import { processWeek, type WeekResult } from './process-week';
import type { RunRecord } from './run-record';

/** A person's word on a run. */
export interface RunDecision {
  readonly by: string;
  readonly reason: string;
  /** The proposals to accept; the others are refused. Default: all, or with `decisions` none and none refused. */
  readonly accept?: ProposalSelector;
  /**
   * The word on single proposals, which comes before `accept`: decisions, or the text of a decision file. What
   * it leaves open is undecided, unless `accept` is given, and holds the run on.
   */
  readonly decisions?: readonly Decision[] | string;
  /** Where the source is now, if it was moved since. */
  readonly source?: string;
}

/**
 * Approves a held run: its source is processed again with the person's decisions on every proposal, and
 * published. What held it (as-of dates that disagree, a column's unit…) is accepted with it; what fails the
 * gate still fails.
 *
 * @throws EtlError `UNKNOWN_RUN` if there is no such held run; `SOURCE_CHANGED` if the file has other bytes
 * now; and what {@link processWeek} throws. CorrectionError as `parseDecisions`, if the decisions are not on the
 * run's plan.
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
  const { run, plan } = await readHeldRun(options.out, runId);
  const at = new Date().toISOString();
  const { by, reason } = word;
  const single =
    typeof word.decisions === 'string'
      ? parseDecisions(word.decisions, plan)
      : word.decisions && decisionFile(plan, word.decisions).decisions;
  const decisions = single ?? [];
  const isOpen = single !== undefined && word.accept === undefined;
  const rest = isOpen ? [] : decideRest(plan, decisions, word.accept ?? {}, { by, at, reason });
  return again(run, word, {
    // A word on single proposals leaves what the run's policy allowed as it is.
    ...(single && run.policy && { policy: run.policy }),
    ...options,
    decisions: [...decisions, ...rest],
    approval: { by, at, reason },
  });
}

/** Of what is not decided: what is meant is accepted, the rest is refused. */
function decideRest(
  plan: CorrectionPlan,
  decisions: readonly Decision[],
  accept: ProposalSelector,
  word: Pick<Decision, 'by' | 'at' | 'reason'>,
): Decision[] {
  const accepted = decide(plan, accept, { ...word, decision: 'accept' });
  const decided = new Set([...decisions, ...accepted].map(({ proposal }) => proposal));
  const known = new Set(decisions.map(({ proposal }) => proposal));
  const refused = decide(plan, {}, { ...word, decision: 'refuse' });
  return [
    ...accepted.filter(({ proposal }) => !known.has(proposal)),
    ...refused.filter(({ proposal }) => !decided.has(proposal)),
  ];
}

/** A person's word on the corrections of a release. */
export interface RollbackDecision extends Pick<RunDecision, 'by' | 'reason' | 'source'> {
  /** The corrections to take back. Default: all. */
  readonly corrections?: ProposalSelector;
}

/**
 * Takes corrections of a release back: its week is published again with the values that the source has. The
 * release itself stays as it is. The corrections count as refused from then on, in the weeks to come as well.
 *
 * @throws EtlError `UNKNOWN_RUN` if no release of that id has a run record; otherwise as {@link approveRun}.
 * CorrectionError `UNKNOWN_PROPOSAL` if some are named and the release has none of them.
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
  word: RollbackDecision,
  options: Omit<WeekOptions, 'decisions' | 'approval' | 'decide' | 'policy'>,
): Promise<WeekResult> {
  const folder = join(options.out, 'releases', releaseId);
  const run = isReleaseId(releaseId) ? await readJson<RunRecord>(join(folder, 'run.json')) : undefined;
  const plan = run && (await readJson<CorrectionPlan>(join(folder, 'plan.json')));
  if (!run || !plan) throw unknownRun(options.out, releaseId, 'release');
  const at = new Date().toISOString();
  const { by, reason, corrections = {} } = word;
  const meant = new Set(
    decide(plan, corrections, { decision: 'refuse', by, at, reason }).map(({ proposal }) => proposal),
  );
  const isMeant = ({ proposal, decision }: Decision) => decision === 'accept' && meant.has(proposal);
  if (word.corrections && !run.decisions.some(isMeant)) {
    throw new CorrectionError({
      code: 'UNKNOWN_PROPOSAL',
      message: `No correction of release ${releaseId} is the one that is meant`,
      place: { file: join(folder, 'run.json') },
      advice: 'Name companies, fields, rules or ids of corrections that the release has.',
    });
  }
  const decisions = run.decisions.map(
    (decision): Decision =>
      meant.has(decision.proposal)
        ? { proposal: decision.proposal, decision: 'refuse', by, at, reason }
        : decision,
  );
  return again(run, word, { ...options, decisions, approval: { by, at, reason } });
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
