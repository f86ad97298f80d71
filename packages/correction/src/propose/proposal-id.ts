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
  let low = 0x811c9dc5;
  let high = 0x9dc5811c;
  let index = 0;
  const add = (text: string) => {
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      low = Math.imul(low ^ unit, 0x01000193);
      high = Math.imul(high ^ (unit + index++), 0x01000193);
    }
  };
  add(`${row}\u0000`);
  add(`${ticker ?? ''}\u0000`);
  add(field);
  add(`\u0000${typeof from}\u0000${from ?? ''}\u0000${typeof to}\u0000${to ?? ''}\u0000`);
  add(rule);
  return [high, low].map((part) => ((part >>> 0) + 2 ** 32).toString(16).slice(1)).join('');
}
