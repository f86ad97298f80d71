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
  const values = `${typeof from}\u0000${from ?? ''}\u0000${typeof to}\u0000${to ?? ''}`;
  const text = `${row}\u0000${ticker ?? ''}\u0000${field}\u0000${values}\u0000${rule}`;
  let low = 0x811c9dc5;
  let high = 0x9dc5811c;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ (unit + index), 0x01000193);
  }
  return [high, low].map((part) => ((part >>> 0) + 2 ** 32).toString(16).slice(1)).join('');
}
