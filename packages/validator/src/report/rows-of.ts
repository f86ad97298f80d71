import type { Issue } from '@stock-analyzer/schema';
import type { CheckedTable } from '../columns/checked-table';
import { eachGap } from '../engine/tally';
import { partOfCode } from '../score/parts';
import type { LostPoints } from '../score/score';

/** An issue without its value and texts, which cost the most to make. */
export type IssueHead = Pick<Issue, 'row' | 'ticker' | 'field' | 'code' | 'rule' | 'severity'>;

/**
 * Which rows to list: those that lost points of the score, or those of some issues; of severity `info`, which
 * costs no points, only if it asks for it.
 */
export type RowSelector = Partial<Pick<LostPoints, 'code' | 'field' | 'as_of'>> &
  Partial<Pick<Issue, 'severity'>>;

/** The rows, ascending, that have one of the `count` issues selected, or no value of the field selected. */
export function rowsOf(
  { code, field, severity }: RowSelector,
  table: CheckedTable,
  count: number,
  headAt: (index: number) => IssueHead,
): number[] {
  const marks = new Uint8Array(table.rowCount);
  if (code !== undefined || severity !== undefined) {
    for (let index = 0; index < count; index++) {
      const head = headAt(index);
      const isMeant =
        (code ?? head.code) === head.code &&
        (severity === undefined ? head.severity !== 'info' : severity === head.severity) &&
        (field ?? head.field) === head.field;
      if (!isMeant) continue;
      if (head.row !== null) marks[head.row] = 1;
      else if (partOfCode(head.code)) marks.fill(1);
    }
  } else if (field !== undefined) {
    const column = table.column(field);
    if (column) eachGap(column, (row) => (marks[row] = 1));
    else if (table.schema.fields.some(({ name }) => name === field)) marks.fill(1);
  } else marks.fill(1);
  return Array.from(marks.keys()).filter((row) => marks[row] === 1);
}
