import {
  addManualCorrections,
  type CorrectionPlan,
  type Decision,
  decideByPolicy,
} from '@stock-analyzer/correction';
import {
  type DecisionMemory,
  type DecisionNote,
  forgetNoted,
  recallDecisions,
  rememberDecisions,
} from '@stock-analyzer/correction/memory';
import type { Dataset } from '@stock-analyzer/schema';
import type { ReleaseManifest } from '../release/release-folder';
import { readMemory, writeMemory } from './memory';
import type { WeekOptions } from './options';
import { rememberedDecisions } from './previous';

/** What was decided on a week's plan, and by what. */
export interface WeekDecisions {
  /** With what persons set by hand, now or in earlier weeks. */
  readonly plan: CorrectionPlan;
  readonly decisions: readonly Decision[];
  /** Those of them that stand as in an earlier week. */
  readonly recalled: readonly Decision[];
  /** Where the source changed under a decision of an earlier week. */
  readonly notes: readonly DecisionNote[];
  /** What was remembered before this run. */
  readonly memory: DecisionMemory;
}

/**
 * Decisions in the order of their weight: given ones, those of an earlier run of the same bytes, those of
 * earlier weeks, the policy's, then a person is asked.
 */
export async function decideWeek(
  raw: Dataset,
  proposed: CorrectionPlan,
  earlier: { readonly releases: readonly ReleaseManifest[]; readonly sha256: string },
  options: WeekOptions,
): Promise<WeekDecisions> {
  const memory = await readMemory(options.out);
  const earlierWeeks = recallDecisions(memory, proposed, { data: raw });
  const { plan, decisions: byHand } = addManualCorrections(raw, earlierWeeks.plan, options.manual ?? []);
  const known = new Set(plan.proposals.map(({ id }) => id));
  const decided = new Map<string, Decision>();
  const add = (decisions: readonly Decision[]) => {
    const last = new Map(decisions.map((decision) => [decision.proposal, decision]));
    for (const decision of last.values()) {
      if (known.has(decision.proposal) && !decided.has(decision.proposal))
        decided.set(decision.proposal, decision);
    }
  };
  add(byHand);
  add(options.decisions ?? []);
  add(await rememberedDecisions(options.out, earlier.releases, earlier.sha256));
  add(earlierWeeks.decisions);
  add(decideByPolicy(plan, options.policy));
  const undecided = plan.proposals.filter(({ id }) => !decided.has(id));
  if (undecided.length > 0 && options.decide) {
    add(await options.decide({ ...plan, proposals: undecided }));
  }
  const decisions = [...decided.values()];
  const standing = new Set(decisions);
  const recalled = earlierWeeks.decisions.filter((decision) => standing.has(decision));
  return { plan, decisions, recalled, notes: earlierWeeks.notes, memory };
}

/** Remembers what persons decided in this run. Writes nothing if that is known already. */
export async function rememberWeek(out: string, week: WeekDecisions): Promise<DecisionMemory> {
  const { plan, decisions, recalled, memory } = week;
  const known = new Set(recalled);
  const made = decisions.filter((decision) => !known.has(decision));
  return rewriteMemory(out, memory, rememberDecisions(memory, plan, made));
}

/** Forgets the decisions that the source changed under, once the release tells of them. */
export async function forgetWeek(
  out: string,
  memory: DecisionMemory,
  { notes }: WeekDecisions,
): Promise<void> {
  await rewriteMemory(
    out,
    memory,
    forgetNoted(
      memory,
      notes.filter(({ decided }) => decided.decision === 'accept'),
    ),
  );
}

async function rewriteMemory(
  out: string,
  before: DecisionMemory,
  after: DecisionMemory,
): Promise<DecisionMemory> {
  if (JSON.stringify(after) !== JSON.stringify(before)) await writeMemory(out, after);
  return after;
}
