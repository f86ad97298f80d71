import type { IssueCode } from '@stock-analyzer/schema';
import type { CompiledRules } from './compile';
import { copy, type IssueRecords, recordsOf } from './issue-log';
import type { Note } from './notes';

/**
 * Leaves out what another finding on the same cell makes superfluous: findings of rules that give way to it
 * (`unless`), and notes that say what a rule says too. Takes records in order and gives them in order.
 */
export function settle(
  records: IssueRecords,
  { rules, silencers }: Pick<CompiledRules, 'rules' | 'silencers'>,
  notes: readonly Note[],
): IssueRecords {
  const { rows, fields, rules: found, details } = records;

  let kept = 0;
  let cellStart = 0;
  for (let at = 0; at < records.count; at++) {
    if (kept > 0 && !(rows[at] === rows[kept - 1] && fields[at] === fields[kept - 1])) cellStart = kept;
    if (kept > cellStart && isSilenced(at)) continue;
    rows[kept] = rows[at]!;
    fields[kept] = fields[at]!;
    found[kept] = found[at]!;
    details[kept++] = details[at]!;
  }
  if (kept === records.count) return records;
  const settled = recordsOf(kept);
  copy(records, kept, settled);
  return settled;

  function isSilenced(at: number): boolean {
    const rule = found[at]!;
    const code = rule === rules.length && rows[at]! >= 0 ? notes[details[at]!]!.code : undefined;
    for (let other = cellStart; other < kept; other++) {
      if (code === undefined ? silencers[rule]?.includes(found[other]!) : codeOf(other) === code) return true;
    }
    return false;
  }

  function codeOf(at: number): IssueCode | undefined {
    return rules[found[at]!]?.code;
  }
}
