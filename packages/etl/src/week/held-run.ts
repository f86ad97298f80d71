import { join } from 'node:path';
import type { CorrectionPlan, Flag, Proposal } from '@stock-analyzer/correction';
import { EtlError } from '../errors';
import { isReleaseId, readJson } from '../release/release-folder';
import type { CellPlace } from '../report/figures/cell-places';
import type { RunRecord } from './run-record';

/** A run that waits for a person's word, and what it waits with. */
export interface HeldRun {
  readonly run: RunRecord;
  readonly plan: CorrectionPlan;
  /** The plan's proposals in its order, each with where its cell stands. */
  readonly proposals: readonly (Proposal & Partial<CellPlace>)[];
  /** The plan's flags, likewise. */
  readonly flagged: readonly (Flag & Partial<CellPlace>)[];
}

/**
 * Reads a held run for a review: its record, its plan and, from its quality report, the company, unit and source
 * cell of each proposal.
 *
 * @throws EtlError `UNKNOWN_RUN` if there is no such held run; `DAMAGED_OUTPUT` if its files are damaged.
 * @example
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { processWeek, readHeldRun } from '@stock-analyzer/etl';
 *
 * const csv = 'Ticker,Corp,Exchange,ROE (Fwd),45940\nNVDA,NVIDIA,NASDAQ,79.44,5.93\n';
 * const out = await mkdtemp(join(tmpdir(), 'week-'));
 * const bytes = new TextEncoder().encode(csv);
 * const { run } = await processWeek(bytes, { out, name: 'M_Company.csv', gate: { fieldCoverage: null } });
 * const { proposals } = await readHeldRun(out, run.run_id);
 * proposals.map(({ company, cell, to }) => [company, cell, to]); // → [['NVIDIA', 'M_Company!D2', 79.44]]
 * ```
 */
export async function readHeldRun(out: string, runId: string): Promise<HeldRun> {
  const folder = join(out, 'runs', runId);
  const run = isReleaseId(runId) ? await readJson<RunRecord>(join(folder, 'run.json')) : undefined;
  const plan = run?.status === 'held' ? await readJson<CorrectionPlan>(join(folder, 'plan.json')) : undefined;
  if (!run || !plan) throw unknownRun(out, runId, 'held run');
  const report = await readJson<Pick<HeldRun, 'proposals' | 'flagged'>>(join(folder, 'quality_report.json'));
  return {
    run,
    plan,
    proposals: report?.proposals ?? plan.proposals,
    flagged: report?.flagged ?? plan.flagged,
  };
}

/** What is thrown where an id names nothing in an output folder. */
export function unknownRun(out: string, id: string, what: string): EtlError {
  return new EtlError({
    code: 'UNKNOWN_RUN',
    message: `There is no ${what} "${id}" in ${out}`,
    advice: 'The run record in the runs folder has the id and the status of each run.',
  });
}
