import { copy, type IssueRecords, recordsOf } from './issue-log';
import type { Note } from './notes';
import type { RanRule } from './run';

/** What records point to. */
export interface Recorded {
  readonly rules: readonly Pick<RanRule, 'code'>[];
  /** By rule: the active rule that it is; rules whose findings are tolerated stand for another. */
  readonly bases: readonly number[];
  /** By active rule: those whose finding on the same cell silences its own. */
  readonly unless: readonly (readonly number[])[];
  readonly notes: readonly Pick<Note, 'code'>[];
}

/**
 * Leaves out what another finding on the same cell makes superfluous: findings of rules that give way to it
 * (`unless`), and notes that say what a rule says too. Takes records in order and gives them in order.
 */
export function settle(records: IssueRecords, recorded: Recorded): IssueRecords {
  const { rows, fields } = records;
  let kept = 0;
  for (let start = 0; start < records.count; ) {
    let end = start + 1;
    while (end < records.count && rows[end] === rows[start] && fields[end] === fields[start]) end++;
    if (end === start + 1) move(records, start, kept++);
    else kept = settleCell(records, start, end, kept, recorded);
    start = end;
  }
  if (kept === records.count) return records;
  const settled = recordsOf(kept);
  copy(records, kept, settled);
  return settled;
}

/** Keeps what is not superfluous of one cell's records, and tells how many records are kept by then. */
function settleCell(
  records: IssueRecords,
  start: number,
  end: number,
  to: number,
  { rules, bases, unless, notes }: Recorded,
): number {
  const cell = Array.from({ length: end - start }, (_, at) => ({
    rule: records.rules[start + at]!,
    detail: records.details[start + at]!,
  }));
  const baseOf = (rule: number) => bases[rule] ?? rules.length;
  cell.sort((a, b) => baseOf(a.rule) - baseOf(b.rule));
  let kept = to;
  for (const { rule, detail } of cell) {
    const others = records.rules.subarray(to, kept);
    const isSilenced =
      rule < rules.length
        ? unless[baseOf(rule)]!.some((base) => others.some((other) => baseOf(other) === base))
        : others.some((other) => rules[other]?.code === notes[detail]!.code);
    if (isSilenced) continue;
    records.rows[kept] = records.rows[start]!;
    records.fields[kept] = records.fields[start]!;
    records.rules[kept] = rule;
    records.details[kept++] = detail;
  }
  return kept;
}

function move({ rows, fields, rules, details }: IssueRecords, from: number, to: number): void {
  if (from === to) return;
  rows[to] = rows[from]!;
  fields[to] = fields[from]!;
  rules[to] = rules[from]!;
  details[to] = details[from]!;
}
