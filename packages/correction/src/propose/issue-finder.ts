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
  const byField = issues.fieldNames.map((field) => {
    const column = field === null ? undefined : columns.get(field);
    if (!column) return undefined;
    const numbers = byColumn.get(column.name) ?? new SparseNumbers(column.validity.length);
    byColumn.set(column.name, numbers);
    return numbers;
  });
  const isReviewed = issues.codeNames.map((code) => REVIEWED.has(code));
  for (let index = 0; index < issues.count; index++) {
    byField[issues.fields[index]!]?.announce(issues.rows[index]!);
  }
  for (let index = 0; index < issues.count; index++) {
    const numbers = byField[issues.fields[index]!];
    const row = issues.rows[index]!;
    const known = numbers?.at(row);
    if (known === undefined) continue;
    // Counted from 1: 0 stands for none yet.
    const isBetter =
      known === 0 || (isReviewed[issues.codes[index]!] && !isReviewed[issues.codes[known - 1]!]);
    if (isBetter) numbers!.set(row, index + 1);
  }
  return (row, name) => {
    const number = byColumn.get(name)?.at(row);
    return number ? { code: issues.codeAt(number - 1), index: number - 1 } : null;
  };
}
