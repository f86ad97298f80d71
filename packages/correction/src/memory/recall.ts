import { encodeCell } from '../cells/json-cell';
import { type CorrectionData, cellOf } from '../data';
import { rowsOf, withManual } from '../decide/manual';
import type { DecisionMemory, DecisionNote, RememberedDecision } from '../model/memory';
import type { CorrectionPlan, Decision } from '../model/plan';
import { asOfDate } from './as-of';
import { decisionKey } from './deviation';
import { mergeMemories, noMemory } from './remember';

/** Options of {@link recallDecisions}. */
export interface RecallOptions {
  /** The data that the plan is for. */
  readonly data: CorrectionData;
  /** As-of date of the week, `YYYY-MM-DD`; default the plan's. Required for the plan of a bare table. */
  readonly asOf?: string;
}

/** What {@link recallDecisions} gives back. */
export interface Recalled {
  /** The plan, with what a person set by hand where the source still has the value that it was set for. */
  readonly plan: CorrectionPlan;
  /** Decisions on it, by the persons who made them then. */
  readonly decisions: readonly Decision[];
  /** Where the source changed under a decision, which therefore is not applied. */
  readonly notes: readonly DecisionNote[];
}

/**
 * What persons decided before, for the plan of a later week: the same company, field and rule, and the same
 * value or deviation of the source (a factor for scales, signs and currencies), is decided alike, by the same
 * person. A group is decided whole or left undecided. Decisions hold until they expire, and never for a week
 * before the one that they were made on. Where the source changed, a person gets a note and decides anew.
 *
 * @throws CorrectionError `INVALID_OPTION` without an as-of date.
 * @example
 * ```ts
 * import { decide, proposeCorrections } from '@stock-analyzer/correction';
 * import { noMemory, recallDecisions, rememberDecisions } from '@stock-analyzer/correction/memory';
 * import { companySchema, rowsToTable } from '@stock-analyzer/schema';
 *
 * const data = rowsToTable([{ Ticker: 'NVDA', exchange: 'Nasdaq' }]);
 * const plan = proposeCorrections(data, [], { schema: companySchema });
 * const word = { decision: 'refuse', by: 'Kim', at: '2025-10-10T09:00:00Z', reason: 'not ours' } as const;
 * const memory = rememberDecisions(noMemory, plan, decide(plan, {}, word), { asOf: '2025-10-10' });
 *
 * const nextWeek = recallDecisions(memory, plan, { data, asOf: '2025-10-17' });
 * nextWeek.decisions[0]?.reason; // → 'as decided on 2025-10-10: not ours'
 * recallDecisions(memory, plan, { data, asOf: '2026-10-16' }).decisions; // → []
 * ```
 */
export function recallDecisions(
  memory: DecisionMemory,
  plan: CorrectionPlan,
  { data, asOf }: RecallOptions,
): Recalled {
  const date = asOfDate(plan, asOf);
  const live = mergeMemories(noMemory, memory).decisions.filter(
    ({ as_of, expires }) => as_of <= date && date <= expires,
  );
  const rows = rowsOf(data, new Set(live.flatMap(({ ticker }) => ticker ?? [])));
  const setNow = new Set(
    plan.proposals.flatMap(({ rule, row, field }) => (rule === 'manual' ? [cellKey(row, field)] : [])),
  );
  const byHand = live.flatMap((entry) => {
    const { ticker, field, rule, from } = entry;
    if (ticker === null || rule !== 'manual' || entry.decision === 'refuse') return [];
    return (rows.get(ticker) ?? [])
      .filter((row) => Object.is(cellOf(data, row, field), from) && !setNow.has(cellKey(row, field)))
      .map((row) => ({ ...entry, ticker, row, reason: recalledReason(entry) }));
  });
  const { plan: whole } = withManual(data, plan, byHand);

  const byKey = new Map(live.map((entry) => [decisionKey(entry), entry]));
  const open = new Set<string>();
  const used = new Set<RememberedDecision>();
  const found = whole.proposals.flatMap((proposal) => {
    const entry = byKey.get(decisionKey(proposal));
    if (entry && (entry.rule !== 'manual' || Object.is(entry.to, proposal.to))) return [{ proposal, entry }];
    open.add(cellKey(proposal.row, proposal.field));
    return [];
  });
  const partly = partlyDecided(whole, found);
  const decisions = found.flatMap(({ proposal: { id, group }, entry }): Decision[] => {
    if (group !== null && partly.has(group)) return [];
    used.add(entry);
    const { decision, by, at } = entry;
    return [{ proposal: id, decision, by, at, reason: recalledReason(entry) }];
  });
  return { plan: whole, decisions, notes: notesOn(live, used, rows, open, data) };
}

function recalledReason({ at, reason }: RememberedDecision): string {
  return `as decided on ${at.slice(0, 10)}: ${reason}`;
}

/** Groups of which only a part was decided before, or not all alike. */
function partlyDecided(
  plan: CorrectionPlan,
  found: readonly { readonly proposal: { readonly id: string }; readonly entry: RememberedDecision }[],
): ReadonlySet<string> {
  const words = new Map(found.map(({ proposal, entry }) => [proposal.id, entry.decision]));
  const wordOf = new Map<string, Decision['decision'] | undefined>();
  const partly = new Set<string>();
  for (const { id, group } of plan.proposals) {
    if (group === null) continue;
    const word = words.get(id);
    if (word === undefined || (wordOf.has(group) && wordOf.get(group) !== word)) partly.add(group);
    wordOf.set(group, word);
  }
  return partly;
}

/** An accepted correction that does not fit any more is told of always, a refusal where something else is proposed. */
function notesOn(
  live: readonly RememberedDecision[],
  used: ReadonlySet<RememberedDecision>,
  rows: ReadonlyMap<string, readonly number[]>,
  open: ReadonlySet<string>,
  data: CorrectionData,
): DecisionNote[] {
  return live.flatMap((decided) => {
    if (used.has(decided)) return [];
    const { ticker, field, from: was, decision } = decided;
    if (ticker === null) return decision === 'accept' ? [{ ticker, field, was, now: null, decided }] : [];
    return (rows.get(ticker) ?? []).flatMap((row): DecisionNote[] => {
      const now = cellOf(data, row, field);
      if (now === undefined || (decision === 'refuse' && !open.has(cellKey(row, field)))) return [];
      return [{ ticker, field, was, now: encodeCell(now), decided }];
    });
  });
}

function cellKey(row: number, field: string): string {
  return `${row} ${field}`;
}
