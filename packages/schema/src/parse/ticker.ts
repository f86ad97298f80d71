import type { CellValue } from '../table';

/**
 * A ticker as its source writes it. It never becomes a number: `0700.HK` and `005930.KS` keep their zeros and
 * their endings. A cell that already is a number has lost them; its digits are given as text, for the caller
 * to report.
 *
 * @returns The text without the spaces around it; null if there is none.
 * @example
 * ```ts
 * import { parseTicker } from '@stock-analyzer/schema';
 *
 * parseTicker(' 0700.HK '); // → '0700.HK'
 * parseTicker(1398); // → '1398'
 * parseTicker('  '); // → null
 * ```
 */
export function parseTicker(value: CellValue): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  return typeof value === 'string' ? value.trim() || null : null;
}
