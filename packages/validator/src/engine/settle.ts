import type { Rule } from '../rules/rule';
import { copy, type IssueRecords, put, recordsOf } from './issue-log';
import type { Note } from './notes';

/** What records point to. */
export interface Recorded {
  readonly rules: readonly Pick<Rule, 'code'>[];
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
    if (end === start + 1) put(records, start, records, kept++);
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
  const { rules: found, details, rows } = records;
  const baseOf = (rule: number) => bases[rule] ?? rules.length;
  // Tolerated findings have numbers of their own, and stand where their rule does.
  if (bases.length > unless.length) sortCell(records, start, end, baseOf);
  let kept = to;
  for (let at = start; at < end; at++) {
    const rule = found[at]!;
    if (rule < rules.length ? isSilenced(unless[baseOf(rule)]!) : repeats(notes[details[at]!]!)) continue;
    put(records, at, records, kept++);
  }
  return kept;

  function isSilenced(silencers: readonly number[]): boolean {
    for (let at = to; at < kept; at++) if (silencers.includes(baseOf(found[at]!))) return true;
    return false;
  }

  function repeats({ code }: Pick<Note, 'code'>): boolean {
    if (rows[start]! < 0) return false;
    for (let at = to; at < kept; at++) if (rules[found[at]!]?.code === code) return true;
    return false;
  }
}

function sortCell(records: IssueRecords, start: number, end: number, keyOf: (rule: number) => number): void {
  const cell = Array.from({ length: end - start }, (_, at) => ({
    rule: records.rules[start + at]!,
    detail: records.details[start + at]!,
  }));
  cell.sort((a, b) => keyOf(a.rule) - keyOf(b.rule));
  cell.forEach(({ rule, detail }, at) => {
    records.rules[start + at] = rule;
    records.details[start + at] = detail;
  });
}
