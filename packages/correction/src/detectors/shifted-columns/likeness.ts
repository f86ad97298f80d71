import type { CellValue } from '@stock-analyzer/schema';

const SAME = 5;
/** From here on a value is taken for the one of last week. */
export const NEAR = 2.5;
const UNLIKE = -2.5;

/** How much a value is like last week's, in log-odds; nothing where there is none to compare. */
export function likeness(value: CellValue, before: CellValue): number {
  if (value === null || before === null) return value === before ? 0.5 : -1;
  if (value === before) return SAME;
  if (typeof value !== 'number' || typeof before !== 'number') return UNLIKE;
  const apart = Math.abs(value - before) / Math.max(Math.abs(value), Math.abs(before));
  return apart < 0.03 ? 3.5 : apart < 0.12 ? NEAR : apart < 0.4 ? 0.5 : UNLIKE;
}
