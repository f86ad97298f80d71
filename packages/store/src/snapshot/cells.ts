import type { CellValue } from '@stock-analyzer/schema';
import { compareText } from '../query/text';

const RANK = { boolean: 0, number: 1, string: 2 } as const;

/** The order of two values that are there: false before true, then numbers, then texts. */
export function compareCells(a: NonNullable<CellValue>, b: NonNullable<CellValue>): number {
  const left = RANK[typeof a as 'string'];
  const right = RANK[typeof b as 'string'];
  if (left !== right) return left - right;
  return typeof a === 'string' ? compareText(a, b as string) : a < b ? -1 : a > b ? 1 : 0;
}
