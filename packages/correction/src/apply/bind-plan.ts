import { type CorrectionData, columnsOf, isDataset } from '../data';
import { createHasher } from '../hash/hash';
import type { CorrectionPlan, Flag, Proposal } from '../model/plan';
import { byField } from './cells';

/** A plan before it is bound to data. */
export type UnboundPlan = Omit<CorrectionPlan, 'as_of' | 'hash_before' | 'hash_after'>;

/** Binds a plan to the data that it is for: by the data's hash, and by its hash once every proposal is applied. */
export function bindPlan(data: CorrectionData, plan: UnboundPlan): CorrectionPlan {
  const { version, created_at, threshold } = plan;
  const proposals = sortedByCell(data, plan.proposals);
  const flagged = sortedByCell(data, plan.flagged);
  const hash = createHasher();
  const edits = byField(proposals, ({ to }) => to);
  return {
    version,
    created_at,
    as_of: isDataset(data) ? data.asOf : null,
    hash_before: hash(data),
    hash_after: hash(data, edits),
    threshold,
    proposals,
    flagged,
  };
}

/** By row, then in the order of the columns. */
function sortedByCell<Line extends Flag | Proposal>(data: CorrectionData, lines: readonly Line[]): Line[] {
  const columns = columnsOf(data);
  const places = new Map(columns.toReversed().map(({ name }, index) => [name, columns.length - 1 - index]));
  const placeOf = Float64Array.from(
    lines,
    ({ row, field }) => row * columns.length + (places.get(field) ?? 0),
  );
  const order = Uint32Array.from(lines.keys()).sort((a, b) => placeOf[a]! - placeOf[b]! || a - b);
  return Array.from(order, (at) => lines[at]!);
}
