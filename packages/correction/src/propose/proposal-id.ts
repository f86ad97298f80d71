import type { CellValue } from '@stock-analyzer/schema';

/** A short name made of what is proposed: 64 bits of FNV-1a, for telling apart and not for protection. */
export function proposalId(
  row: number,
  ticker: string | null,
  field: string,
  from: CellValue,
  to: CellValue,
  rule: string,
): string {
  const text = [row, ticker, field, typeof from, from, typeof to, to, rule].join('\u0000');
  let low = 0x811c9dc5;
  let high = 0x9dc5811c;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ (unit + index), 0x01000193);
  }
  return [high, low].map((part) => ((part >>> 0) + 2 ** 32).toString(16).slice(1)).join('');
}
