import type { Rule } from '../rules/rule';
import { copy, type IssueRecords, put, recordsOf } from './issue-log';
import type { Note } from './notes';

/** What records point to. */
export interface Recorded {
  /** Two of each active rule: as it is, and as what it tolerates is told. */
  readonly rules: readonly Pick<Rule, 'code'>[];
  /** By active rule: those whose finding on the same cell silences its own. */
  readonly unless: readonly (readonly number[])[];
  readonly notes: readonly Pick<Note, 'code'>[];
}

/**
 * Leaves out what another finding on the same cell makes superfluous: findings of rules that give way to it
 * (`unless`), and notes that say what a rule says too. Takes records in order and gives them in order.
 */
export function settle(records: IssueRecords, { rules, unless, notes }: Recorded): IssueRecords {
  const { rows, fields, rules: found, details } = records;
  let kept = 0;
  /** Where the cell's first record is kept. */
  let first = 0;
  for (let at = 0; at < records.count; at++) {
    if (rows[at] !== rows[at - 1] || fields[at] !== fields[at - 1]) first = kept;
    if (!isSuperfluous(at)) put(records, at, records, kept++);
  }
  if (kept === records.count) return records;
  const settled = recordsOf(kept);
  copy(records, kept, settled);
  return settled;

  function isSuperfluous(at: number): boolean {
    const rule = found[at]!;
    for (let other = first; other < kept; other++) {
      const before = found[other]!;
      if (
        rule < rules.length
          ? unless[rule >> 1]!.includes(before >> 1)
          : rows[at]! >= 0 && rules[before]?.code === notes[details[at]!]!.code
      )
        return true;
    }
    return false;
  }
}
