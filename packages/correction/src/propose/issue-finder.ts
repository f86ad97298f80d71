import type { Column, IssueCode } from '@stock-analyzer/schema';
import type { AnsweredIssue } from '../model/plan';
import type { IssuePlaces } from './issue-places';
import { SparseNumbers } from './sparse-numbers';

/** Issues whose cell a person has to see even if no correction is likely. */
export const REVIEWED: ReadonlySet<IssueCode> = new Set([
  'wrong_type',
  'out_of_possible_range',
  'percentage_basis_points',
]);

/** The issue of a cell, given by its column's name; null for none. */
export type IssueFinder = (row: number, column: string) => AnsweredIssue | null;

/** Finds the issue of a cell: of several the one that asks for a correction. */
export function issueFinder(issues: IssuePlaces, columns: ReadonlyMap<string, Column>): IssueFinder {
  const byColumn = new Map<string, SparseNumbers>();
  const columnOf = (index: number) => {
    const field = issues.fieldAt(index);
    return field === null ? undefined : columns.get(field);
  };
  for (let index = 0; index < issues.count; index++) {
    const column = columnOf(index);
    const row = issues.rowAt(index);
    if (!column || row < 0 || row >= column.validity.length) continue;
    const known = byColumn.get(column.name) ?? new SparseNumbers(column.validity.length);
    byColumn.set(column.name, known);
    known.announce(row);
  }
  for (let index = 0; index < issues.count; index++) {
    const numbers = byColumn.get(columnOf(index)?.name ?? '');
    const row = issues.rowAt(index);
    const known = numbers?.at(row);
    // Counted from 1: 0 stands for none yet.
    if (known === 0 || (known && !isReviewed(issues, known - 1) && isReviewed(issues, index)))
      numbers!.set(row, index + 1);
  }
  return (row, name) => {
    const number = byColumn.get(name)?.at(row);
    return number ? { code: issues.codeAt(number - 1), index: number - 1 } : null;
  };
}

function isReviewed(issues: IssuePlaces, index: number): boolean {
  return REVIEWED.has(issues.codeAt(index));
}
