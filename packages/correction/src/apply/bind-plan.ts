import type { CellValue } from '@stock-analyzer/schema';
import { type CorrectionData, columnsOf, isDataset } from '../data';
import type { SortedEdits } from '../hash/column';
import { createHasher } from '../hash/hash';
import type { CorrectionPlan, Flag, Proposal } from '../model/plan';

/** A plan before it is bound to data. */
export type UnboundPlan = Omit<CorrectionPlan, 'as_of' | 'hash_before' | 'hash_after'>;

/** Binds a plan to the data that it is for: by the data's hash, and by its hash once every proposal is applied. */
export function bindPlan(data: CorrectionData, plan: UnboundPlan): CorrectionPlan {
  const { version, created_at, threshold } = plan;
  const proposals = sortedByCell(data, plan.proposals);
  const flagged = sortedByCell(data, plan.flagged);
  const hash = createHasher();
  return {
    version,
    created_at,
    as_of: isDataset(data) ? data.asOf : null,
    hash_before: hash(data),
    hash_after: hash(data, editsOf(proposals)),
    threshold,
    proposals,
    flagged,
  };
}

/** By row, then in the order of the columns. */
function sortedByCell<Line extends Flag | Proposal>(
  data: CorrectionData,
  lines: readonly Line[],
): readonly Line[] {
  const columns = columnsOf(data);
  const places = new Map(columns.toReversed().map(({ name }, index) => [name, columns.length - 1 - index]));
  const placeOf = ({ row, field }: Line) => row * columns.length + (places.get(field) ?? 0);
  let last = Number.NEGATIVE_INFINITY;
  const isSorted = lines.every((line) => {
    const before = last;
    last = placeOf(line);
    return before <= last;
  });
  if (isSorted) return lines;
  const at = Float64Array.from(lines, placeOf);
  const order = Uint32Array.from(lines.keys()).sort((a, b) => at[a]! - at[b]! || a - b);
  return Array.from(order, (index) => lines[index]!);
}

/** What proposals by ascending row put into each column; of several for one cell the last. */
function editsOf(proposals: readonly Proposal[]): Map<string, SortedEdits> {
  const edits = new Map<string, { readonly rows: number[]; readonly values: CellValue[] }>();
  for (const { row, field, to } of proposals) {
    let own = edits.get(field);
    if (!own) {
      own = { rows: [], values: [] };
      edits.set(field, own);
    }
    const { rows, values } = own;
    if (rows.at(-1) === row) values[values.length - 1] = to;
    else {
      rows.push(row);
      values.push(to);
    }
  }
  return edits;
}
